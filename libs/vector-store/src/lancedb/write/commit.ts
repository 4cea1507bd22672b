import type { Table } from '@lancedb/lancedb';
import { lastChanges, type Change } from '../../write/last-changes.ts';
import { sqlTexts } from '../filter/sql.ts';
import type { SpaceFacts } from '../space/space-schema.ts';
import { pointTable } from './point-table.ts';

/**
 * Applies changes in order as at most two commits of the store, one for the removals and one for the points: of
 * several changes to one id only the last counts. Each commit is atomic, so every point is there whole or not at all.
 */
export async function commitChanges(
  table: Table,
  facts: SpaceFacts,
  changes: readonly Change[],
): Promise<void> {
  const { removed, points } = lastChanges(changes);
  if (removed.length > 0) await table.delete(`id IN (${sqlTexts(removed)})`);
  if (points.length > 0) {
    await table
      .mergeInsert('id')
      .whenMatchedUpdateAll()
      .whenNotMatchedInsertAll()
      .execute(pointTable(points, facts));
  }
}
