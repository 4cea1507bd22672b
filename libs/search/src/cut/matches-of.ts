import type { VectorStore } from '@unseen/domain';
import type { MatchScale } from '@unseen/imfa';
import type { EmbeddedQuery } from '../embed/embedded-query.ts';
import type { RankedList } from '../fuse/ranked-list.ts';
import type { CheckedRequest } from '../query/check-request.ts';
import type { ListKey } from '../recall/list-key.ts';
import { judgeHits, type Judged } from './judge-hits.ts';
import { matchesWithWords, type EvidencedMatches } from './match-evidence.ts';

/**
 * How surely each hit is what was asked for, by what is shown or said of it, by the class the text names, and by words.
 * @param lists - what the query recalled
 * @throws AppError `vector_store_unavailable`, `encoder_failed`
 */
export async function matchesOf(
  request: CheckedRequest,
  query: EmbeddedQuery,
  lists: readonly RankedList<ListKey>[],
  hits: Pick<Judged, 'ids' | 'known' | 'withRegions'>,
  { store, scale }: { readonly store: VectorStore; readonly scale: MatchScale },
): Promise<EvidencedMatches> {
  const { space, text, target, lens } = request;
  const judged = await judgeHits(
    { space, query, text, target, named: lens?.evidence, ...hits },
    store,
    scale,
  );
  return matchesWithWords(judged, scale.line, lists, request, store);
}
