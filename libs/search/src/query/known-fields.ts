import { ITEM_FIELDS, type Filter, type VectorSpaceKey, type VectorStore } from '@unseen/domain';
import { LRUCache } from 'lru-cache';

/** A field that no item has. */
export interface FieldWarning {
  readonly code: 'field_unknown';
  readonly detail: string;
  /** The field. */
  readonly words: readonly string[];
}

const MOST_KEPT = 10_000;
const FRESH_MS = 10 * 60_000;
/** Fields looked up for one request; who names more has other worries. */
const MOST_LOOKED_UP = 32;

/** Tells fields that no item of a collection has: mostly mistakes in writing, which find nothing without a word. */
export class KnownFields {
  readonly #store: VectorStore;
  // Only what is there is kept: a field that comes with the next item is known at once.
  readonly #known = new LRUCache<string, true>({ max: MOST_KEPT, ttl: FRESH_MS });

  constructor(store: VectorStore) {
    this.#store = store;
  }

  /** @throws AppError `vector_store_unavailable` */
  async warnings(space: VectorSpaceKey, fields: Iterable<string>): Promise<FieldWarning[]> {
    const named = [...new Set(fields)].filter((field) => !(ITEM_FIELDS as readonly string[]).includes(field));
    const found = await Promise.all(
      named.slice(0, MOST_LOOKED_UP).map(async (field): Promise<FieldWarning[]> => {
        if (await this.#isKnown(space, field)) return [];
        return [
          {
            code: 'field_unknown',
            detail: `No item of the collection has a field "${field}".`,
            words: [field],
          },
        ];
      }),
    );
    return found.flat();
  }

  async #isKnown(space: VectorSpaceKey, field: string): Promise<boolean> {
    const key = JSON.stringify([space.tenant, space.collection, space.pack, field]);
    if (this.#known.has(key)) return true;
    const known = (await this.#store.count(space, { op: 'exists', field, value: true })) > 0;
    if (known) this.#known.set(key, true);
    return known;
  }
}

/** The fields a filter names. */
export function fieldsOfFilter(filter: Filter | undefined): string[] {
  if (filter === undefined) return [];
  if ('filters' in filter) return filter.filters.flatMap(fieldsOfFilter);
  // A list of lists has a length and no value, so nothing can be said of it.
  return filter.op === 'length' ? [] : [filter.field];
}
