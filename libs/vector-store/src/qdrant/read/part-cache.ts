import { RecordCache, type CachedPart, type CachedRecord } from '../../read/record-cache.ts';
import { RecentMap } from './recent-map.ts';

/** What is kept of one record of the server. */
export interface RevisedRecord extends CachedRecord {
  /** Changes with whatever is stored of the point. */
  readonly revision: string;
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
  readonly #records: RecordCache<RevisedRecord>;
  readonly #seen = new RecentMap<string>(FRESH_MS, MOST_SEEN);

  /** @param maxBytes - of the parts kept */
  constructor(maxBytes: number) {
    this.#records = new RecordCache(maxBytes);
  }

  /** Notes the revision of a point that a search has just found. @param id - of the point on the server */
  saw(id: string, revision: string): void {
    this.#seen.set(id, revision);
  }

  /** What is kept of a point, if that is all of the parts, in the revision that was seen a moment ago. */
  get(id: string, parts: readonly CachedPart[], payload = false): RevisedRecord | undefined {
    const revision = this.#seen.get(id);
    const record = revision === undefined ? undefined : this.#records.get(id, parts, payload);
    return record?.revision === revision ? record : undefined;
  }

  /** Keeps parts that were read. */
  keep(id: string, record: RevisedRecord): void {
    this.#records.keep(id, record, (known) => known.revision === record.revision);
  }

  /** Forgets a point that is about to change. */
  forget(id: string): void {
    this.#seen.delete(id);
    this.#records.forget(id);
  }
}
