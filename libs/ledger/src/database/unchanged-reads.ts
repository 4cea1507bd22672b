import { LRUCache } from 'lru-cache';

/** Reads remembered at most. */
const KEPT = 1_000;

/** What was read, and the count of writes before. */
interface Remembered {
  readonly writes: number;
  readonly value: Promise<unknown>;
}

/**
 * Small reads that every search repeats, answered without asking as long as nothing was written to the database. Only where this process
 * alone writes to it: elsewhere each is asked anew.
 */
export class UnchangedReads {
  readonly #writes: () => number | undefined;
  readonly #remembered = new LRUCache<string, Remembered>({ max: KEPT });

  /** @param writes - changes whenever something may have been written; undefined where others write as well */
  constructor(writes: () => number | undefined) {
    this.#writes = writes;
  }

  /**
   * @param key - says what is read, among all that is read by this
   * @param read - of something that only writes change: no clock, no chance
   * @returns shared with other callers: not to be written into
   * @throws what `read` throws
   */
  get<T>(key: readonly string[], read: () => Promise<T>): Promise<T> {
    const writes = this.#writes();
    if (writes === undefined) return read();
    const name = JSON.stringify(key);
    const known = this.#remembered.get(name);
    if (known?.writes === writes) return known.value as Promise<T>;
    const value = read();
    const entry = { writes, value };
    this.#remembered.set(name, entry);
    value.catch(() => this.#remembered.peek(name) === entry && this.#remembered.delete(name));
    return value;
  }
}
