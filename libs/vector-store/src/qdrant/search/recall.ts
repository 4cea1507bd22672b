import type { Schemas } from '@qdrant/js-client-rest';
import type { Neighbor, RecallRequest, WordsRequest } from '@unseen/domain';
import type { Calls } from '../connection/calls.ts';
import type { PartCache } from '../read/part-cache.ts';
import { KEYWORDS } from '../keywords/keyword-vector.ts';
import { sparseQuery } from '../keywords/sparse-words.ts';
import { scoped } from '../space/scope.ts';
import type { SpaceAddress } from '../space/space-address.ts';

/** Candidates by quantized vectors per wanted neighbor, at most; their exact vectors decide. */
const MOST_OVERSAMPLING = 2;

/**
 * All searches in one round trip, each with the filter inside. Points without the modality are never found.
 * @param ef - candidates a graph search keeps in view
 * @param cache - is told the revision of every point that was found
 * @throws AppError `internal` for a vector of another length, `invalid_filter` for a filter that is too large
 */
export async function recall(
  reads: Calls,
  address: SpaceAddress,
  requests: readonly (RecallRequest | WordsRequest)[],
  ef: number,
  cache: PartCache,
): Promise<Neighbor[][]> {
  const searches = requests.map((request) => toQuery(address, request, ef));
  const asked = searches.filter((search) => search !== undefined);
  if (asked.length === 0) return requests.map(() => []);
  const answers = await reads.runOr('search', [], (client) =>
    client.queryBatch(address.points, { searches: asked, ...reads.copies }),
  );
  let next = 0;
  return searches.map((search, at) => {
    if (!search) return [];
    const found = neighbors(answers[next++]?.points ?? [], cache);
    return 'words' in requests[at]! ? found.filter(({ score }) => score > 0) : found;
  });
}

function toQuery(
  address: SpaceAddress,
  request: RecallRequest | WordsRequest,
  ef: number,
): Schemas['QueryRequest'] | undefined {
  const filter = scoped(address, request.filter);
  if (filter === undefined || request.limit < 1) return undefined;
  if ('words' in request) {
    const query = sparseQuery(request);
    if (query.indices.length === 0) return undefined;
    return { query, using: KEYWORDS, filter, limit: request.limit, with_payload: ['id', 'rev'] };
  }
  const inView = Math.max(ef, request.limit);
  return {
    query: [...request.vector],
    using: request.modality,
    filter,
    limit: request.limit,
    with_payload: ['id', 'rev'],
    params: request.exact
      ? { exact: true }
      : {
          hnsw_ef: inView,
          // More than the walk through the graph keeps in view would make it keep more: a long list needs no such care at its end.
          quantization: { rescore: true, oversampling: Math.min(MOST_OVERSAMPLING, inView / request.limit) },
        },
  };
}

/** Points as the port tells them. @param cache - is told their revisions */
function neighbors(points: readonly Schemas['ScoredPoint'][], cache: PartCache): Neighbor[] {
  for (const { id, payload } of points) {
    const revision = payload?.['rev'];
    if (typeof revision === 'string') cache.saw(String(id), revision);
  }
  return points
    .map(({ payload, score }) => ({ id: String(payload?.['id']), score }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}
