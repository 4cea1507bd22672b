import type { Modality } from '@unseen/domain';
import { LRUCache } from 'lru-cache';

/** Vectors as floats, blocks as bytes; `null` where the point has no such part. */
export type CachedParts = { readonly [modality in Modality]?: Float32Array | null } & {
  readonly [block in 'regions' | 'tokens']?: Uint8Array | null;
};

/** A vector or a block. */
export type CachedPart = keyof CachedParts;

/** What is kept of one record. */
export interface CachedRecord {
  readonly itemId: string;
  readonly parts: CachedParts;
  /** Payload as JSON. */
  readonly payload?: string;
}

/** Vectors, blocks and payloads of points that were read lately, within a bound of bytes; the least recently used go first. */
export class RecordCache<R extends CachedRecord = CachedRecord> {
  readonly #records: LRUCache<string, R>;

  /** @param maxBytes - of the parts kept; 0: nothing is kept */
  constructor(maxBytes: number) {
    this.#records = new LRUCache<string, R>({ maxSize: Math.max(1, maxBytes), sizeCalculation: sizeOf });
  }

  /** What is kept of a point, if that is all of the parts. */
  get(id: string, parts: readonly CachedPart[], payload = false): R | undefined {
    const record = this.#records.get(id);
    if (record === undefined || (payload && record.payload === undefined)) return undefined;
    return parts.every((part) => record.parts[part] !== undefined) ? record : undefined;
  }

  /**
   * Keeps parts that were read, next to those kept before.
   * @param goesWith - whether they are of the same state of the point; what is not makes way
   */
  keep(id: string, record: R, goesWith: (known: R) => boolean = () => true): void {
    const known = this.#records.peek(id);
    const merged =
      known && goesWith(known) ? { ...known, ...record, parts: { ...known.parts, ...record.parts } } : record;
    this.#records.set(id, merged);
  }

  /** Forgets a point that changes. */
  forget(id: string): void {
    this.#records.delete(id);
  }
}

function sizeOf({ parts, payload = '' }: CachedRecord): number {
  return Object.values(parts).reduce((sum, part) => sum + (part?.byteLength ?? 0), 200 + 2 * payload.length);
}
