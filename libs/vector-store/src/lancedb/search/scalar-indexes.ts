import { Index, type Table } from '@lancedb/lancedb';

/** Indexes of the columns that writes and filters look into: ids by order, tags by value. */
const SCALAR_INDEXES = [
  { column: 'id', name: 'id_btree', config: () => Index.btree() },
  { column: 'tags', name: 'tags_labels', config: () => Index.labelList() },
] as const;

/** Builds the scalar indexes a table of at least `indexFrom` rows should have; the store keeps them up to date. */
export async function updateScalarIndexes(table: Table, indexFrom: number): Promise<void> {
  if ((await table.countRows()) < indexFrom) return;
  const present = new Set((await table.listIndices()).map((index) => index.name));
  for (const { column, name, config } of SCALAR_INDEXES) {
    if (!present.has(name)) await table.createIndex(column, { config: config(), name });
  }
}
