import type { Table } from '@lancedb/lancedb';
import type { PointParts, ReadPoint } from '@unseen/domain';
import { sqlTexts } from '../filter/sql.ts';
import type { SpaceFacts } from '../space/space-schema.ts';
import { columnsOf, decodePoints } from './decode-point.ts';

/** Ids looked up with one predicate. */
const LOOKUP = 500;

/** Reads points of the table by id, in no order; blocks are views of a shared buffer. */
export async function readPoints(
  table: Table,
  facts: SpaceFacts,
  ids: readonly string[],
  parts: PointParts,
): Promise<ReadPoint[]> {
  const found: ReadPoint[] = [];
  for (let start = 0; start < ids.length; start += LOOKUP) {
    const predicate = `id IN (${sqlTexts(ids.slice(start, start + LOOKUP))})`;
    for await (const batch of table.query().where(predicate).select(columnsOf(parts))) {
      found.push(...decodePoints(batch, parts, facts.dimensions));
    }
  }
  return found;
}
