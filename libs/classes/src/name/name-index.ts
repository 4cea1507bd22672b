import type { CatalogueClass } from '@unseen/domain';
import { nameKey } from './name-key.ts';

/** Finds classes by what they are called. */
export class NameIndex {
  readonly #names = new Map<string, CatalogueClass>();
  /** Undefined where several classes have the word. */
  readonly #synonyms = new Map<string, CatalogueClass | undefined>();

  constructor(classes: Iterable<CatalogueClass>) {
    for (const entry of classes) {
      this.#names.set(nameKey(entry.name), entry);
      for (const key of new Set(entry.synonyms.map(nameKey))) {
        this.#synonyms.set(key, this.#synonyms.has(key) ? undefined : entry);
      }
    }
  }

  /** The class with that name, or else the only one with that synonym. */
  find(name: string): CatalogueClass | undefined {
    const key = nameKey(name);
    return this.#names.get(key) ?? this.#synonyms.get(key);
  }
}
