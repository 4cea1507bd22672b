import type { CatalogueClass } from '@unseen/domain';

/** A class for a test; whatever matters to it is overridden. */
export function catalogueClass(overrides: Partial<CatalogueClass> & { name: string }): CatalogueClass {
  return {
    id: overrides.name,
    synonyms: [],
    seen: true,
    status: 'active',
    exemplars: [],
    since: 1,
    ...overrides,
  };
}
