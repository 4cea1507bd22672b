/** A judgement and whether it was right: the match of a pair, and whether the text applies. */
export type JudgedPair = readonly [match: number, applies: boolean];

/** Pairs of about the same match. */
export interface ReliabilityBin {
  /** Mean match. */
  readonly match: number;
  /** Share of pairs to which the text applies. */
  readonly share: number;
  readonly pairs: number;
}

/** How far matches can be believed. */
export interface Reliability {
  /** By match, those without a pair left out. */
  readonly bins: readonly ReliabilityBin[];
  /** Expected calibration error: the mean distance of match and share, each bin by its pairs (Naeini et al., AAAI 2015). */
  readonly error: number;
}

/** Sorts pairs into bins of equal width and compares what was said with what is so. */
export function reliabilityOf(pairs: readonly JudgedPair[], width = 0.1): Reliability {
  const count = Math.round(1 / width);
  const groups = Map.groupBy(pairs, ([match]) => Math.min(count - 1, Math.floor(match / width)));
  const bins = [...groups]
    .sort(([a], [b]) => a - b)
    .map(([, group]): ReliabilityBin => ({
      match: group.reduce((sum, [match]) => sum + match, 0) / group.length,
      share: group.filter(([, applies]) => applies).length / group.length,
      pairs: group.length,
    }));
  const error = bins.reduce((sum, { match, share, pairs: of }) => sum + Math.abs(match - share) * of, 0);
  return { bins, error: pairs.length === 0 ? 0 : error / pairs.length };
}
