import type { Modality } from '@unseen/contracts';
import { LRUCache } from 'lru-cache';

/** The parts of a record that its content hash determines; metadata may change without it. */
export type CachedPart = Modality | 'regions' | 'tokens';

/** What is kept of one record: bytes by part; `null` where the point has no such part. */
export interface CachedRecord {
  readonly itemId: string;
  readonly hash: string;
  readonly parts: Partial<Record<CachedPart, Uint8Array | null>>;
}

/** How long what a search said of a version is believed: the time between recalling candidates and re-scoring them. */
const FRESH_MS = 2_000;

/**
 * Vectors and blocks of points that were read lately, by point and content version. A search tells the version of each candidate it
 * finds; only a candidate whose version was told a moment ago is answered from here, so what another process has written since is
 * never missed for longer than that.
 */
export class PartCache {
  readonly #records: LRUCache<string, CachedRecord>;
  readonly #seen: LRUCache<string, string>;

  /** @param maxBytes - of the parts kept */
  constructor(maxBytes: number) {
    this.#records = new LRUCache({ maxSize: Math.max(1, maxBytes), sizeCalculation: sizeOf });
    this.#seen = new LRUCache({ max: 50_000, ttl: FRESH_MS });
  }

  /** Notes the version of a point that a search has just found. @param id - of the point on the server */
  saw(id: string, hash: string): void {
    this.#seen.set(id, hash);
  }

  /** What is kept of a point, if that is all of the parts, in the version that was seen a moment ago. */
  get(id: string, parts: readonly CachedPart[]): CachedRecord | undefined {
    const hash = this.#seen.get(id);
    const record = hash === undefined ? undefined : this.#records.get(id);
    if (record?.hash !== hash) return undefined;
    return parts.every((part) => record?.parts[part] !== undefined) ? record : undefined;
  }

  /** Keeps parts that were read. */
  keep(id: string, record: CachedRecord): void {
    const known = this.#records.get(id);
    const parts = known?.hash === record.hash ? { ...known.parts, ...record.parts } : record.parts;
    this.#records.set(id, { ...record, parts });
  }

  /** Forgets a point that is about to change. */
  forget(id: string): void {
    this.#seen.delete(id);
    this.#records.delete(id);
  }
}

function sizeOf({ parts }: CachedRecord): number {
  return Object.values(parts).reduce((sum, bytes) => sum + (bytes?.byteLength ?? 0), 200);
}
