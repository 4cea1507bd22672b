import type { Table } from '@lancedb/lancedb';
import type { PointParts, ReadPoint } from '@unseen/domain';
import type { RecordBatch } from 'apache-arrow';
import { sqlTexts } from '../filter/sql.ts';
import type { SpaceFacts } from '../space/space-schema.ts';
import { columnsOf, decodePoints } from './decode-point.ts';
import type { PointCache } from './point-cache.ts';
import type { RowIds } from './row-ids.ts';

/** Ids looked up with one predicate. */
const LOOKUP = 500;

/** What reading needs to know of its space. */
export interface Readable {
  readonly table: Table;
  readonly facts: SpaceFacts;
  readonly rowIds: RowIds;
  readonly cache: PointCache;
}

/** Reads points by id, in the order asked: those kept here, then by row address where it is remembered, the rest by looking up the id. */
export async function readPoints(
  { table, facts, rowIds, cache }: Readable,
  ids: readonly string[],
  parts: PointParts,
): Promise<ReadPoint[]> {
  const found = new Map<string, ReadPoint>();
  const wanted = new Set<string>();
  for (const id of ids) {
    const kept = cache.get(id, parts);
    if (kept) found.set(id, kept);
    else wanted.add(id);
  }
  const remember = cache.reading(parts);
  const keep = (batch: RecordBatch) => {
    for (const point of decodePoints(batch, parts, facts.dimensions)) {
      if (!wanted.has(point.id)) continue;
      remember(point);
      found.set(point.id, point);
    }
  };
  const addresses = [...wanted].flatMap((id) => rowIds.get(id) ?? []);
  if (addresses.length > 0) {
    for await (const batch of table.takeRowIds(addresses).select(columnsOf(parts))) keep(batch);
  }
  const missing = [...wanted].filter((id) => !found.has(id));
  for (let start = 0; start < missing.length; start += LOOKUP) {
    const predicate = `id IN (${sqlTexts(missing.slice(start, start + LOOKUP))})`;
    for await (const batch of table.query().where(predicate).select(columnsOf(parts)).withRowId()) {
      keep(batch);
      rememberRows(batch, rowIds);
    }
  }
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** Remembers the addresses of a batch that has the columns `id` and `_rowid`. */
export function rememberRows(batch: RecordBatch, rowIds: RowIds): void {
  const ids = batch.getChild('id') as Iterable<string> | null;
  const addresses = batch.getChild('_rowid') as { get(row: number): bigint | null } | null;
  if (!ids || !addresses) return;
  let row = 0;
  for (const id of ids) {
    const address = addresses.get(row++);
    if (address !== null) rowIds.remember(id, address);
  }
}
