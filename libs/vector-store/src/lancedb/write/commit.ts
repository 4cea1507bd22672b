import type { Table } from '@lancedb/lancedb';
import type { VectorPoint } from '@unseen/contracts';
import { sqlTexts } from '../filter/sql.ts';
import type { SpaceFacts } from '../space/space-schema.ts';
import { pointTable } from './point-table.ts';

/** One change of a space. */
export type Change =
  { readonly op: 'upsert'; readonly point: VectorPoint } | { readonly op: 'delete'; readonly id: string };

/**
 * Applies changes in order as at most two commits of the store, one for the removals and one for the points: of
 * several changes to one id only the last counts. Each commit is atomic, so every point is there whole or not at all.
 */
export async function commitChanges(
  table: Table,
  facts: SpaceFacts,
  changes: readonly Change[],
): Promise<void> {
  const removed = new Set<string>();
  const points = new Map<string, VectorPoint>();
  for (const change of changes) {
    if (change.op === 'upsert') {
      removed.delete(change.point.id);
      points.set(change.point.id, change.point);
    } else {
      points.delete(change.id);
      removed.add(change.id);
    }
  }
  if (removed.size > 0) await table.delete(`id IN (${sqlTexts([...removed])})`);
  if (points.size > 0) {
    await table
      .mergeInsert('id')
      .whenMatchedUpdateAll()
      .whenNotMatchedInsertAll()
      .execute(pointTable([...points.values()], facts));
  }
}
