import type { RankedList } from './ranked-list.ts';

/** How fusion turns a list into one number per entry, in the list's order, before weights. */
export type Contributions = (list: RankedList) => Float64Array;

/** The constant of reciprocal rank fusion; 60 is the value Cormack et al. settle on. */
export const RECIPROCAL_RANK_K = 60;

/**
 * Reciprocal rank fusion: an entry at rank r (from 1) contributes `1 / (k + r)`.
 * Cormack, Clarke and Buettcher, "Reciprocal rank fusion outperforms Condorcet and individual rank learning methods", SIGIR 2009.
 */
export function reciprocalRank(k: number = RECIPROCAL_RANK_K): Contributions {
  return (list) => Float64Array.from(list.entries, (_, index) => 1 / (k + index + 1));
}

/**
 * Weighted score fusion: an entry contributes its standard score over the list, so that lists of different scales compare and a
 * lead that stands out counts as such. Montague and Aslam, "Relevance score normalization for metasearch", CIKM 2001 (ZMUV);
 * on McCall's T scale, `50 + 10 (score - mean) / deviation`, which is positive in practice and easier to read: 50 is the average
 * candidate, 80 stands out by three deviations. A list whose scores are all equal says nothing: 50 for each.
 */
export function standardScore(list: RankedList): Float64Array {
  const scores = list.entries.map((entry) => entry.score);
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const deviation = standardDeviation(scores);
  return Float64Array.from(scores, (score) => (deviation > 0 ? 50 + (10 * (score - mean)) / deviation : 50));
}

/** Population standard deviation; 0 for an empty list. */
export function standardDeviation(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
