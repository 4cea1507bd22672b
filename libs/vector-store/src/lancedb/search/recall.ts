import type { Table } from '@lancedb/lancedb';
import { AppError, type Neighbor, type RecallRequest } from '@unseen/domain';
import { compileFilter } from '../filter/compile-filter.ts';

/** @throws AppError `internal` for a vector of another length */
export function checkQuery(vector: Float32Array, dimensions: number): void {
  if (vector.length === dimensions) return;
  throw new AppError(
    'internal',
    `A query vector has ${vector.length} dimensions where the space has ${dimensions}.`,
  );
}

/**
 * One nearest-neighbor search in the table itself, filter first, every vector compared. Points without the modality are never found.
 * @throws AppError `invalid_filter` for a filter that is too large
 */
export async function recall(table: Table, request: RecallRequest): Promise<Neighbor[]> {
  const predicate = request.filter && compileFilter(request.filter);
  if (request.limit < 1) return [];
  let query = table
    .query()
    .nearestTo(request.vector)
    .column(request.modality)
    .distanceType('dot')
    .limit(request.limit)
    .select(['id', '_distance'])
    .bypassVectorIndex();
  if (predicate !== undefined) query = query.where(predicate);
  const neighbors: Neighbor[] = [];
  for await (const batch of query) {
    const ids = [...(batch.getChild('id') as Iterable<string>)];
    const distances = batch.getChild('_distance') as { get(row: number): number };
    // The store's "dot distance" is 1 - inner product.
    ids.forEach((id, row) => neighbors.push({ id, score: 1 - distances.get(row) }));
  }
  return neighbors.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}
