import type { Table } from '@lancedb/lancedb';
import type { PointParts, ReadPoint } from '@unseen/contracts';
import type { RecordBatch } from 'apache-arrow';
import { sqlTexts } from '../filter/sql.ts';
import { decodeSections } from '../records/encode-record.ts';
import { parsePlace, type Section } from '../records/place.ts';
import { planRuns } from '../records/read-plan.ts';
import type { RecordLog } from '../records/record-log.ts';
import type { KnownPlace, KnownPlaces } from './known-places.ts';

/** Ids looked up with one predicate. */
const LOOKUP = 500;

/** What reading needs to know of its space. */
export interface Readable {
  readonly table: Table;
  readonly log: RecordLog;
  readonly places: KnownPlaces;
}

/** Reads points by id, in the order asked. The table is asked only for points that were not recalled lately. */
export async function readPoints(
  { table, log, places }: Readable,
  ids: readonly string[],
  parts: PointParts,
): Promise<ReadPoint[]> {
  const found = await locate({ table, places }, new Set(ids));
  const wanted = [...found].map(([id, { itemId, place: text }]) => {
    const place = parsePlace(text);
    return { id, itemId, place, runs: planRuns(place, parts) };
  });
  const extents = wanted.flatMap(({ place, runs }) =>
    runs.map(({ start, end }) => ({
      segment: place.segment,
      offset: place.offset + start,
      length: end - start,
    })),
  );
  const bytes = (await log.read(extents)).values();
  const points = new Map<string, ReadPoint>();
  for (const { id, itemId, runs } of wanted) {
    const sections = new Map<Section, Uint8Array>();
    for (const run of runs) {
      const read = bytes.next().value!;
      for (const { section, start, end } of run.spans) {
        sections.set(section, read.subarray(start - run.start, end - run.start));
      }
    }
    points.set(id, { id, itemId, ...decodeSections(sections) });
  }
  return ids.flatMap((id) => points.get(id) ?? []);
}

async function locate(
  { table, places }: Pick<Readable, 'table' | 'places'>,
  ids: ReadonlySet<string>,
): Promise<Map<string, KnownPlace>> {
  const found = new Map<string, KnownPlace>();
  const unknown: string[] = [];
  for (const id of ids) {
    const known = places.get(id);
    if (known) found.set(id, known);
    else unknown.push(id);
  }
  const since = places.now();
  for (let start = 0; start < unknown.length; start += LOOKUP) {
    const predicate = `id IN (${sqlTexts(unknown.slice(start, start + LOOKUP))})`;
    for await (const batch of table.query().where(predicate).select(['id', 'item_id', 'place'])) {
      for (const { id, ...place } of placesOf(batch)) {
        found.set(id, place);
        places.remember(id, place, since);
      }
    }
  }
  return found;
}

/** The places of a batch that has the columns `id`, `item_id` and `place`. */
export function placesOf(batch: RecordBatch): ({ id: string } & KnownPlace)[] {
  const texts = (name: string) => [...(batch.getChild(name) as Iterable<string>)];
  const itemIds = texts('item_id');
  const places = texts('place');
  return texts('id').map((id, row) => ({ id, itemId: itemIds[row]!, place: places[row]! }));
}
