/** What was predicted of one labeled item. */
export interface Prediction {
  readonly truth: string;
  readonly seen: boolean;
  /** Class ids, most likely first; empty for unknown. */
  readonly ranked: readonly string[];
}

/** Accuracy as generalized zero-shot learning reports it (Xian et al., PAMI 2018): a mean over classes, so that large ones do not drown small ones. */
export interface Accuracy {
  readonly seen: number;
  readonly unseen: number;
  /** Harmonic mean of seen and unseen. */
  readonly harmonic: number;
  /** Mean over all classes. */
  readonly all: number;
}

/** Top-k accuracy per class average, 0 to 1. A side without items counts 0. */
export function accuracy(predictions: readonly Prediction[], k: number): Accuracy {
  const tallies = new Map<string, { seen: boolean; right: number; all: number }>();
  for (const { truth, seen, ranked } of predictions) {
    const tally = tallies.get(truth) ?? { seen, right: 0, all: 0 };
    tally.all += 1;
    if (ranked.slice(0, k).includes(truth)) tally.right += 1;
    tallies.set(truth, tally);
  }
  const average = (keep: (tally: { seen: boolean }) => boolean) => {
    const kept = [...tallies.values()].filter(keep);
    return kept.reduce((sum, { right, all }) => sum + right / all, 0) / Math.max(kept.length, 1);
  };
  const seen = average((tally) => tally.seen);
  const unseen = average((tally) => !tally.seen);
  return { seen, unseen, harmonic: harmonicMean(seen, unseen), all: average(() => true) };
}

/** Harmonic mean of two shares; 0 when either is 0. */
export function harmonicMean(a: number, b: number): number {
  return a > 0 && b > 0 ? (2 * a * b) / (a + b) : 0;
}
