import type { ReadPoint } from '@unseen/domain';
import { innerProduct } from '@unseen/imfa';
import type { EmbeddedQuery } from '../embed/embedded-query.ts';
import type { Fused, RankedList } from '../fuse/ranked-list.ts';
import type { HitEvidence, ListEvidence } from '../page/window.ts';
import { isVectorList, listParts, type ListKey } from '../recall/list-key.ts';
import type { RescoredList } from '../rescore/rescore-lists.ts';

/** Everything a search learned about its candidates on the way. */
export interface SearchTrace {
  readonly query: EmbeddedQuery;
  readonly recalled: readonly RankedList<ListKey>[];
  /** The fused order, before re-scoring. */
  readonly fused: readonly Fused<ListKey>[];
  /** Attention's lists; empty when the hits stay in fused order. */
  readonly rescored: readonly RescoredList[];
  /** Points whose vectors were read. */
  readonly points: ReadonlyMap<string, ReadPoint>;
}

/**
 * How each hit came to its place: ranks and scores of every list that has it, before and after.
 * @param order - the final order
 * @returns evidence in that order, in float32 values, so that a cursor keeps it unchanged
 */
export function hitEvidence(trace: SearchTrace, order: readonly Fused<ListKey>[]): HitEvidence[] {
  const recallRanks = trace.recalled.map(
    (list) =>
      new Map(list.entries.map((entry, index) => [entry.id, { rank: index + 1, score: entry.score }])),
  );
  const fusedRanks = new Map(
    trace.fused.map((hit, index) => [hit.id, { rank: index + 1, score: hit.score }]),
  );
  return order.map((hit) => {
    const fused = fusedRanks.get(hit.id);
    const rescore = trace.rescored
      .map((list) => list.scores.get(hit.id))
      .find((score) => score !== undefined);
    return {
      fusedRank: fused?.rank ?? 0,
      fusedScore: Math.fround(fused?.score ?? 0),
      ...(rescore === undefined ? {} : { rescore: Math.fround(rescore) }),
      lists: trace.recalled.flatMap(({ key }, index): ListEvidence[] => {
        const recalled = recallRanks[index]!.get(hit.id);
        const final = hit.standings.get(key);
        if (!recalled && !final) return [];
        return [
          {
            key,
            recallRank: recalled?.rank ?? 0,
            rawScore: Math.fround(exactScore(trace, key, hit.id) ?? recalled?.score ?? final!.score),
            finalRank: final?.rank ?? 0,
            finalScore: Math.fround(final?.score ?? 0),
            contribution: Math.fround(final?.contribution ?? 0),
          },
        ];
      }),
    };
  });
}

function exactScore(trace: SearchTrace, key: ListKey, id: string): number | undefined {
  if (!isVectorList(key)) return undefined;
  const { query, modality } = listParts(key);
  const vector = trace.query.vectors[query];
  const stored = trace.points.get(id)?.vectors[modality];
  return vector && stored && innerProduct(vector, stored);
}
