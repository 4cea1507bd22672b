import type { Standing } from './standing.ts';

/** Cut-offs of recall. */
export const CUTS = [1, 5, 10] as const;

/** Retrieval figures of one direction; all but the rank in percent, 0 to 100. */
export interface RetrievalFigures {
  /** Share of queries with a relevant item at rank 1. */
  readonly 'R@1': number;
  readonly 'R@5': number;
  readonly 'R@10': number;
  /** Median over the queries of the best relevant item's rank, from 1. */
  readonly medianRank: number;
  /** Mean average precision over all relevant items. */
  readonly mAP: number;
}

/**
 * Figures as the field reports them for several captions per picture (Karpathy and Fei-Fei, arXiv:1412.2306): from text to
 * picture every caption is a query; from picture to text the best-ranked of the picture's captions counts for recall.
 * @param standings - at least one, one per query
 */
export function retrievalFigures(standings: readonly Standing[]): RetrievalFigures {
  const recall = (cut: number) => percent(standings, ({ rank }) => (rank <= cut ? 1 : 0));
  return {
    'R@1': recall(1),
    'R@5': recall(5),
    'R@10': recall(10),
    medianRank: median(standings.map(({ rank }) => rank)),
    mAP: percent(standings, ({ averagePrecision }) => averagePrecision),
  };
}

/** Harmonic mean of the percentages of two groups: high only when both are (Xian et al., arXiv:1707.00600). */
export function harmonicMean(
  seen: RetrievalFigures,
  unseen: RetrievalFigures,
): Omit<RetrievalFigures, 'medianRank'> {
  const mean = (key: 'R@1' | 'R@5' | 'R@10' | 'mAP') => round(harmonic(seen[key], unseen[key]));
  return { 'R@1': mean('R@1'), 'R@5': mean('R@5'), 'R@10': mean('R@10'), mAP: mean('mAP') };
}

/** 2ab / (a + b); 0 when both are 0. */
export function harmonic(a: number, b: number): number {
  return a + b === 0 ? 0 : (2 * a * b) / (a + b);
}

/** Two decimals: more than any test set can tell. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function percent(standings: readonly Standing[], value: (standing: Standing) => number): number {
  return round((100 * standings.reduce((sum, standing) => sum + value(standing), 0)) / standings.length);
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}
