import type { ListKey } from '../recall/list-key.ts';
import type { MatchEvidence } from '../cut/match-evidence.ts';
import type { RescoreSkip } from '../rescore/rescore-skip.ts';

/** What one list says of one hit. */
export interface ListEvidence {
  readonly key: ListKey;
  /** Rank in the recall list, from 1; 0 where the list did not reach this item. */
  readonly recallRank: number;
  /** Inner product of the query's and the item's vector, or the score of the words. */
  readonly rawScore: number;
  /** Rank in the list that counted in the final order: re-scored and with unwanted evidence taken off; 0 where the list did not count. */
  readonly finalRank: number;
  /** The score behind {@link finalRank}. */
  readonly finalScore: number;
  /** What the list added to the hit's score. */
  readonly contribution: number;
}

/** How a hit came to its place; kept only when the request asks for an explanation. */
export interface HitEvidence {
  /** Rank in the fused order before re-scoring, from 1. */
  readonly fusedRank: number;
  readonly fusedScore: number;
  /** Score of the re-scored list; undefined where the hit was not re-scored. */
  readonly rescore?: number;
  readonly lists: readonly ListEvidence[];
}

/** Steps from a match of 0 to one of 1: more digits would say more than is known. */
export const MATCH_STEPS = 10_000;

/** One hit of the window: a point of the vector store and its final score. */
export interface WindowEntry {
  readonly pointId: string;
  /** A float32 value, so that it survives the cursor unchanged. */
  readonly score: number;
  /** How surely it is what was asked for, 0 to 1, in {@link MATCH_STEPS}. */
  readonly match: number;
  /** Items of the answer in the group the hit stands for, where groups were asked for and it is in one. */
  readonly groupTotal?: number;
  /** Hits folded into this one since their pictures look the same. */
  readonly alike?: number;
  /** What makes it a match, where a text may match in several ways. */
  readonly by?: readonly MatchEvidence[];
  readonly evidence?: HitEvidence;
}

/** The hits of a search in final order, from which pages are cut. */
export interface Window {
  /** The hits that are still to come, best first. */
  readonly entries: readonly WindowEntry[];
  /** Window positions before the first of {@link entries}. */
  readonly offset: number;
  /** Set when the hits are in fused order. */
  readonly skipped?: RescoreSkip;
  /** Candidates that were re-scored, from the first on; absent where none was. */
  readonly rescored?: number;
  /** Candidates left out because they do not match. */
  readonly cut: number;
  /** Candidates `not` vetoed. */
  readonly vetoed: number;
  /** How much the classes that the query names counted, a float32 value; absent where it names none. */
  readonly namedWeight?: number;
}
