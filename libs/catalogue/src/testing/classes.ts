import type { CatalogueClass } from '@unseen/contracts';

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

/** Numbers like normal ones, the same in every run. */
export function seededNormals(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform() + 1e-12)) * Math.cos(2 * Math.PI * uniform());
}
