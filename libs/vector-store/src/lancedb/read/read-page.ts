import type { Table } from '@lancedb/lancedb';
import { sqlText } from '../filter/sql.ts';

/** A point as reconciling sees it. */
export interface PageEntry {
  readonly id: string;
  readonly itemId: string;
  readonly contentHash: string;
}

/** Up to `limit` points in id order (by code point) after the id `after`. */
export async function readPage(table: Table, limit: number, after?: string): Promise<PageEntry[]> {
  if (limit < 1) return [];
  let query = table
    .query()
    .select(['id', 'item_id', 'content_hash'])
    .orderBy({ columnName: 'id' })
    .limit(limit);
  if (after !== undefined) query = query.where(`id > ${sqlText(after)}`);
  const entries: PageEntry[] = [];
  for await (const batch of query) {
    const [ids, itemIds, hashes] = ['id', 'item_id', 'content_hash'].map((name) => [
      ...(batch.getChild(name) as Iterable<string>),
    ]);
    ids!.forEach((id, row) => entries.push({ id, itemId: itemIds![row]!, contentHash: hashes![row]! }));
  }
  return entries;
}
