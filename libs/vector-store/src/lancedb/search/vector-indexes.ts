import type { Table } from '@lancedb/lancedb';

/** Removes the indexes of vectors that earlier versions built: nothing searches them, and keeping them up to date takes its time. */
export async function dropVectorIndexes(table: Table): Promise<void> {
  for (const { name } of await table.listIndices()) {
    if (/_ivf_\d+$/.test(name)) await table.dropIndex(name);
  }
}
