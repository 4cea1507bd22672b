import type { RankedList } from './ranked-list.ts';

/** How fusion turns a list into one number per entry, in the list's order. */
export type Contributions = (list: RankedList) => Float64Array;

/** The constant of reciprocal rank fusion; 60 is the value Cormack et al. settle on. */
export const RECIPROCAL_RANK_K = 60;

/**
 * Reciprocal rank fusion: an entry at rank r (from 1) contributes `weight / (k + r)`.
 * Cormack, Clarke and Buettcher, "Reciprocal rank fusion outperforms Condorcet and individual rank learning methods", SIGIR 2009.
 */
export function reciprocalRank(k: number = RECIPROCAL_RANK_K): Contributions {
  return (list) => Float64Array.from(list.entries, (_, index) => list.weight / (k + index + 1));
}

/**
 * Min-max normalization: the best entry contributes `weight`, the last 0 and a missing one 0 too.
 * A list whose scores are all equal cannot tell its entries apart: each contributes `weight`.
 * Fox and Shaw, "Combination of multiple searches", TREC-2 1994 (CombSUM).
 */
export function minMax(list: RankedList): Float64Array {
  const scores = list.entries.map((entry) => entry.score);
  const high = scores[0] ?? 0;
  const low = scores.at(-1) ?? 0;
  const spread = high - low;
  return Float64Array.from(scores, (score) =>
    spread > 0 ? (list.weight * (score - low)) / spread : list.weight,
  );
}

/**
 * Z normalization moved to start at 0: `weight * (score - lowest) / deviation`, so a missing entry counts like the last one.
 * Less moved by one outlier at the top than {@link minMax}. Equal scores contribute 0.
 */
export function zScore(list: RankedList): Float64Array {
  const scores = list.entries.map((entry) => entry.score);
  const low = scores.at(-1) ?? 0;
  const deviation = standardDeviation(scores);
  return Float64Array.from(scores, (score) =>
    deviation > 0 ? (list.weight * (score - low)) / deviation : 0,
  );
}

/** Population standard deviation; 0 for an empty list. */
export function standardDeviation(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
