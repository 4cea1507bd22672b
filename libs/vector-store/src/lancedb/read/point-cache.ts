import type { PointParts, ReadPoint } from '@unseen/domain';
import { cachedParts, toPoint } from '../../read/cached-point.ts';
import type { RecordCache } from '../../read/record-cache.ts';

let spaces = 0;

/**
 * What was read lately of the points of one open space. This process is the only one that writes to it, so what is kept is what is
 * stored: a write forgets its points before it is confirmed.
 */
export class PointCache {
  readonly #records: RecordCache;
  /** Unlike that of any other space, and of one of the same name that was there before. */
  readonly #prefix = `${++spaces} `;
  #writes = 0;

  /** @param records - shared by all spaces of a store */
  constructor(records: RecordCache) {
    this.#records = records;
  }

  /** A point with the parts asked for, if they are all here. */
  get(id: string, parts: PointParts): ReadPoint | undefined {
    const wanted = cachedParts(parts);
    const record = this.#records.get(this.#prefix + id, wanted, parts.payload);
    return record && toPoint(id, record, wanted, parts.payload);
  }

  /** Call it before reading; it gives what keeps the points read, unless something was written meanwhile. */
  reading(parts: PointParts): (point: ReadPoint) => void {
    const before = this.#writes;
    const wanted = cachedParts(parts);
    return ({ id, itemId, vectors, regions, tokens, payload }) => {
      if (this.#writes !== before) return;
      // Blocks are views of a batch of many: copies let go of it.
      const read = { ...vectors, regions: regions?.slice(), tokens: tokens?.slice() };
      this.#records.keep(this.#prefix + id, {
        itemId,
        parts: Object.fromEntries(wanted.map((part) => [part, read[part] ?? null])),
        ...(payload && { payload: JSON.stringify(payload) }),
      });
    };
  }

  /** Forgets what has just been written, or may have been. */
  wrote(ids: Iterable<string>): void {
    this.#writes++;
    for (const id of ids) this.#records.forget(this.#prefix + id);
  }
}
