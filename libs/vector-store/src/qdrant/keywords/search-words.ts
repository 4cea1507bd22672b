import type { Neighbor, WordsRequest } from '@unseen/domain';
import type { Calls } from '../connection/calls.ts';
import type { PartCache } from '../read/part-cache.ts';
import { neighbors } from '../search/recall.ts';
import { scoped } from '../space/scope.ts';
import type { SpaceAddress } from '../space/space-address.ts';
import { KEYWORDS } from './keyword-vector.ts';
import { sparseQuery } from './sparse-words.ts';

/**
 * The points that hold any of the words.
 * @param cache - is told the revision of every point that was found
 * @throws AppError `invalid_filter` for a filter that is too large
 */
export async function searchWords(
  reads: Calls,
  address: SpaceAddress,
  request: WordsRequest,
  cache: PartCache,
): Promise<Neighbor[]> {
  const filter = scoped(address, request.filter);
  const query = sparseQuery(request);
  if (filter === undefined || request.limit < 1 || query.indices.length === 0) return [];
  const { points } = await reads.runOr('search', { points: [] }, (client) =>
    client.query(address.points, {
      query,
      using: KEYWORDS,
      filter,
      limit: request.limit,
      with_payload: ['id', 'rev'],
    }),
  );
  return neighbors(points, cache).filter(({ score }) => score > 0);
}
