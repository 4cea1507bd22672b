import { LRUCache } from 'lru-cache';

/** Ids remembered at most; about 7 MB. */
const CAPACITY = 50_000;

/**
 * Where points were last seen: point id -> row address. Reading the candidates of a search by address takes half the
 * time of looking up their ids. An address names one immutable row until that row is replaced, removed or moved by a
 * compaction; then it names nothing, and the reader looks the id up instead. So an entry may be stale but never wrong.
 */
export class RowIds {
  readonly #addresses = new LRUCache<string, number>({ max: CAPACITY });

  /** Remembers an address; the one not asked for the longest makes room. */
  remember(id: string, address: bigint | number): void {
    if (address > Number.MAX_SAFE_INTEGER) return;
    this.#addresses.set(id, Number(address));
  }

  /** The address the id was last seen at. */
  get(id: string): number | undefined {
    return this.#addresses.get(id);
  }
}
