import type { Table } from '@lancedb/lancedb';
import type { Lane } from '../../write/group-writer.ts';

/**
 * Merges small files, adds new rows to the indexes and removes old versions. Runs beside the writer, since new rows
 * never conflict; a replaced or removed row does, and then it runs once more with the writer held.
 * @param keepSeconds - versions younger than this are kept: a search that is under way goes on reading the version it
 *   began with while compaction moves the rows
 */
export async function compact(table: Table, writer: Lane, keepSeconds: number): Promise<void> {
  const run = () => table.optimize({ cleanupOlderThan: new Date(Date.now() - keepSeconds * 1000) });
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
