import { AppError, type Neighbor, type RecallRequest } from '@unseen/domain';
import { compileFilter } from '../filter/compile-filter.ts';
import { rememberRows, type Readable } from '../read/read-points.ts';
import { probesFor } from './index-plan.ts';
import type { VectorIndex } from './vector-indexes.ts';

/** What a search needs to know of its space. */
export interface Searchable extends Readable {
  /** The index of the searched column, if it has one. */
  readonly index: VectorIndex | undefined;
}

/**
 * One nearest-neighbor search, filter first. Points without the modality are never found. Rows written after the last
 * index update are compared one by one, so nothing written is missed.
 * @throws AppError `internal` for a vector of another length, `invalid_filter` for a filter that is too large
 */
export async function recall(space: Searchable, request: RecallRequest): Promise<Neighbor[]> {
  if (request.vector.length !== space.facts.dimensions) {
    throw new AppError(
      'internal',
      `A query vector has ${request.vector.length} dimensions where the space has ${space.facts.dimensions}.`,
    );
  }
  const predicate = request.filter && compileFilter(request.filter);
  if (request.limit < 1) return [];
  let query = space.table
    .query()
    .nearestTo(request.vector)
    .column(request.modality)
    .distanceType('dot')
    .limit(request.limit)
    .select(['id', 'item_id', '_distance'])
    .withRowId();
  if (predicate !== undefined) query = query.where(predicate);
  if (request.exact) query = query.bypassVectorIndex();
  else if (space.index) {
    const { vectors, partitions } = space.index;
    // A narrow filter may leave too few matches in the nearest partitions: then the rest is visited too.
    query = query.nprobes(probesFor(vectors, partitions)).maximumNprobes(partitions);
  }
  const neighbors: Neighbor[] = [];
  for await (const batch of query) {
    rememberRows(batch, space.rowIds);
    const ids = [...(batch.getChild('id') as Iterable<string>)];
    const itemIds = [...(batch.getChild('item_id') as Iterable<string>)];
    const distances = batch.getChild('_distance') as { get(row: number): number };
    // The store's "dot distance" is 1 - inner product.
    ids.forEach((id, row) => neighbors.push({ id, itemId: itemIds[row]!, score: 1 - distances.get(row) }));
  }
  return neighbors.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}
