import type { Table } from '@lancedb/lancedb';
import type { Filter, ListedPoint } from '@unseen/domain';
import { compileFilter } from '../filter/compile-filter.ts';
import { decodePayload } from '../write/payload.ts';

/** Up to `limit` points that satisfy a filter, with what they show. */
export async function listPoints(
  table: Table,
  limit: number,
  filter: Filter | undefined,
): Promise<ListedPoint[]> {
  if (limit < 1) return [];
  let query = table.query().select(['id', 'item_id', 'payload', 'content_hash']).limit(limit);
  if (filter) query = query.where(compileFilter(filter));
  const points: ListedPoint[] = [];
  for await (const batch of query) {
    const [ids, itemIds, payloads, hashes] = ['id', 'item_id', 'payload', 'content_hash'].map((name) => [
      ...(batch.getChild(name) as Iterable<string>),
    ]);
    ids!.forEach((id, row) =>
      points.push({ id, itemId: itemIds![row]!, payload: decodePayload(payloads![row]!, hashes![row]!) }),
    );
  }
  return points;
}
