import type { Table } from '@lancedb/lancedb';
import { dropTagIndex, makeScalarIndexes } from '../search/scalar-indexes.ts';
import type { Lane } from '../../write/group-writer.ts';

/**
 * Merges small files, brings the indexes up to date and removes old versions. Runs beside the writer, since new rows
 * never conflict; a replaced or removed row does, and then it runs once more with the writer held.
 * @param indexFrom - rows from which ids and tags are looked up in an index
 * @param keepSeconds - versions younger than this are kept: a search that is under way goes on reading the version it
 *   began with while compaction moves the rows
 */
export async function compact(
  table: Table,
  writer: Lane,
  indexFrom: number,
  keepSeconds: number,
): Promise<void> {
  const run = async () => {
    await dropTagIndex(table);
    await table.optimize({ cleanupOlderThan: new Date(Date.now() - keepSeconds * 1000) });
    await makeScalarIndexes(table, indexFrom);
  };
  try {
    await run();
  } catch (error) {
    if (!isConflict(error)) throw error;
    await writer.exclusive(run);
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof Error && /commit conflict|preempted by concurrent/i.test(error.message);
}
