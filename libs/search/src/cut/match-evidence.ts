import type { VectorStore } from '@unseen/domain';
import type { RankedList } from '../fuse/ranked-list.ts';
import type { CheckedRequest } from '../query/check-request.ts';
import type { ListKey } from '../recall/list-key.ts';
import { wordMatches } from '../words/word-match.ts';
import { writtenMatches } from '../written/recall-written.ts';

/** What makes a hit a match: what is shown or said of it, its words, or what is written in its picture. */
export const MATCH_EVIDENCE = ['shown', 'keywords', 'written'] as const;
export type MatchEvidence = (typeof MATCH_EVIDENCE)[number];

/** Matches that are raised by words, and what speaks for each. */
export interface EvidencedMatches {
  readonly matches: ReadonlyMap<string, number>;
  /** Empty for a hit that is no match. */
  readonly evidenceOf: (id: string) => readonly MatchEvidence[];
}

/**
 * Raises matches by vectors to what words say, those of the items and those written in their pictures.
 * @param shown - matches by vectors, by point id
 * @param line - the match from which on vectors say that it is one
 * @throws AppError `vector_store_unavailable`
 */
export async function matchesWithWords(
  shown: ReadonlyMap<string, number>,
  line: number,
  lists: readonly RankedList<ListKey>[],
  request: Pick<CheckedRequest, 'space' | 'words' | 'inPictures'>,
  store: VectorStore,
): Promise<EvidencedMatches> {
  const { space, words, inPictures } = request;
  return withEvidence(shown, line, {
    keywords: await wordMatches(lists, request, store),
    written: words ? writtenMatches(space, inPictures, words.kind) : new Map<string, number>(),
  });
}

/**
 * Raises matches to what words say, and keeps apart what speaks for each: a picture with "zebra" written on it need not show one.
 * @param shown - matches by vectors, by point id
 * @param line - the match from which on vectors say that it is one
 * @param byWords - matches by words, by point id
 */
function withEvidence(
  shown: ReadonlyMap<string, number>,
  line: number,
  byWords: Readonly<Record<Exclude<MatchEvidence, 'shown'>, ReadonlyMap<string, number>>>,
): EvidencedMatches {
  const { keywords, written } = byWords;
  return {
    matches: new Map(
      Array.from(shown, ([id, match]) => [id, Math.max(match, keywords.get(id) ?? 0, written.get(id) ?? 0)]),
    ),
    evidenceOf: (id) =>
      MATCH_EVIDENCE.filter((kind) =>
        kind === 'shown' ? (shown.get(id) ?? 0) >= line : byWords[kind].has(id),
      ),
  };
}
