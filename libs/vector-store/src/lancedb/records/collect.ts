import type { Table } from '@lancedb/lancedb';
import { placesOf, type Readable } from '../read/read-points.ts';
import type { Lane } from '../write/group-writer.ts';
import { placeTable } from '../write/point-table.ts';
import { formatPlace, parsePlace, recordBytes } from './place.ts';

/** A sealed segment with less than this share still pointed to is emptied and removed. */
const LEAST_LIVE = 0.5;

/** Records moved with one commit. */
const MOVE = 250;

/** What a collection left for the next one. */
export interface Collected {
  /** Points whose records moved. */
  readonly moved: number;
  /** Segments nothing points to, which wait for the readers that may still use them. */
  readonly waiting: number;
}

/** Gives the space of replaced and removed records back. */
export class RecordCollector {
  readonly #space: Readable;
  readonly #writer: Lane;
  readonly #keepMs: number;
  /** When a segment was first seen without a row pointing to it. */
  readonly #deadSince = new Map<number, number>();

  /** @param keepSeconds - a segment stays this long after the last row left it, for reads that are under way */
  constructor(space: Readable, writer: Lane, keepSeconds: number) {
    this.#space = space;
    this.#writer = writer;
    this.#keepMs = keepSeconds * 1000;
  }

  /** Empties segments that are mostly garbage, and removes those that have been empty long enough. */
  async collect(): Promise<Collected> {
    const { table, log } = this.#space;
    // Sizes first: a segment that is sealed after the rows were looked at would seem to hold nothing.
    const sealed = await log.sealed();
    const live = await liveBytes(table);
    let moved = 0;
    let waiting = 0;
    for (const { segment, bytes } of sealed) {
      const used = live.get(segment) ?? 0;
      if (used === 0) {
        if (await this.#removeIfOld(segment)) continue;
        waiting += 1;
      } else if (used < LEAST_LIVE * bytes) {
        moved += await this.#writer.exclusive(() => this.#empty(segment));
        waiting += 1;
      }
    }
    return { moved, waiting };
  }

  async #removeIfOld(segment: number): Promise<boolean> {
    const since = this.#deadSince.get(segment) ?? Date.now();
    this.#deadSince.set(segment, since);
    if (Date.now() - since < this.#keepMs) return false;
    await this.#space.log.remove(segment);
    this.#deadSince.delete(segment);
    return true;
  }

  /** Copies what is pointed to in a segment to the end of the log and points the rows there. */
  async #empty(segment: number): Promise<number> {
    const { table, log, places } = this.#space;
    const rows = [];
    const query = table.query().where(`place LIKE '${segment}:%'`).select(['id', 'item_id', 'place']);
    for await (const batch of query) rows.push(...placesOf(batch));
    for (let start = 0; start < rows.length; start += MOVE) {
      const some = rows.slice(start, start + MOVE).map(({ id, place }) => ({ id, place: parsePlace(place) }));
      const records = await log.read(
        some.map(({ place }) => ({ segment, offset: place.offset, length: recordBytes(place) })),
      );
      const extents = await log.append(records);
      const now = some.map(({ place }, i) => formatPlace({ ...place, ...extents[i]! }));
      await table
        .mergeInsert('id')
        .whenMatchedUpdateAll()
        .execute(
          placeTable(
            some.map(({ id }) => id),
            now,
          ),
        );
      places.forget(some.map(({ id }) => id));
    }
    return rows.length;
  }
}

/** Bytes of each segment that rows point to. */
async function liveBytes(table: Table): Promise<Map<number, number>> {
  const live = new Map<number, number>();
  for await (const batch of table.query().select(['place'])) {
    for (const text of batch.getChild('place') as Iterable<string>) {
      const place = parsePlace(text);
      live.set(place.segment, (live.get(place.segment) ?? 0) + recordBytes(place));
    }
  }
  return live;
}
