import type { Modality } from '@unseen/contracts';
import { LRUCache } from 'lru-cache';
import { RecentMap } from './recent-map.ts';

/** Vectors as floats, blocks as bytes; `null` where the point has no such part. */
export type CachedParts = { readonly [modality in Modality]?: Float32Array | null } & {
  readonly [block in 'regions' | 'tokens']?: Uint8Array | null;
};

/** A vector or a block. */
export type CachedPart = keyof CachedParts;

/** What is kept of one record. */
export interface CachedRecord {
  readonly itemId: string;
  /** Changes with whatever is stored of the point. */
  readonly revision: string;
  readonly parts: CachedParts;
  /** Payload as JSON. */
  readonly payload?: string;
}

/** How long what a search said of a revision is believed: the time between recalling candidates and showing them. */
const FRESH_MS = 2_000;
/** Points whose revision is remembered. */
const MOST_SEEN = 50_000;

/**
 * Vectors, blocks and payloads of points that were read lately, by point and revision. A search tells the revision of each
 * candidate it finds; only a candidate whose revision was told a moment ago is answered from here, so what another process has
 * written since is never missed for longer than that.
 */
export class PartCache {
  readonly #records: LRUCache<string, CachedRecord>;
  readonly #seen = new RecentMap<string>(FRESH_MS, MOST_SEEN);

  /** @param maxBytes - of the parts kept */
  constructor(maxBytes: number) {
    this.#records = new LRUCache({ maxSize: Math.max(1, maxBytes), sizeCalculation: sizeOf });
  }

  /** Notes the revision of a point that a search has just found. @param id - of the point on the server */
  saw(id: string, revision: string): void {
    this.#seen.set(id, revision);
  }

  /** What is kept of a point, if that is all of the parts, in the revision that was seen a moment ago. */
  get(id: string, parts: readonly CachedPart[], payload = false): CachedRecord | undefined {
    const revision = this.#seen.get(id);
    const record = revision === undefined ? undefined : this.#records.get(id);
    if (record?.revision !== revision || (payload && record?.payload === undefined)) return undefined;
    return parts.every((part) => record?.parts[part] !== undefined) ? record : undefined;
  }

  /** Keeps parts that were read. */
  keep(id: string, record: CachedRecord): void {
    const known = this.#records.get(id);
    const merged =
      known?.revision === record.revision
        ? { ...known, ...record, parts: { ...known.parts, ...record.parts } }
        : record;
    this.#records.set(id, merged);
  }

  /** Forgets a point that is about to change. */
  forget(id: string): void {
    this.#seen.delete(id);
    this.#records.delete(id);
  }
}

function sizeOf({ parts, payload = '' }: CachedRecord): number {
  return Object.values(parts).reduce((sum, part) => sum + (part?.byteLength ?? 0), 200 + 2 * payload.length);
}
