import { interval, type Interval, type Resampled, type ResampledFigure } from './bootstrap.ts';
import { round, type RetrievalFigures } from './retrieval-figures.ts';

/** What one method gains over another in one figure, in points of percent. */
export interface Gain {
  readonly difference: number;
  /** 95 % interval of the difference. */
  readonly interval: Interval;
  /** Two-sided: how often a resample shows no gain, or no loss. At most 0.05: the difference is hardly chance. */
  readonly p: number;
}

/**
 * Paired bootstrap: the difference of two methods over the same resampled pictures.
 * @param method - figures and resamples of the method in question
 * @param baseline - those of the method it is compared with, over the same queries
 */
export function compare(
  method: { figures: RetrievalFigures; resampled: Resampled },
  baseline: { figures: RetrievalFigures; resampled: Resampled },
): Record<ResampledFigure, Gain> {
  const gain = (figure: ResampledFigure): Gain => {
    const differences = method.resampled[figure].map((value, i) => value - baseline.resampled[figure][i]!);
    const share = (holds: (value: number) => boolean) =>
      differences.filter(holds).length / differences.length;
    return {
      difference: round(method.figures[figure] - baseline.figures[figure]),
      interval: interval(differences),
      p: Math.min(
        1,
        2 *
          Math.min(
            share((value) => value <= 0),
            share((value) => value >= 0),
          ),
      ),
    };
  };
  return { 'R@1': gain('R@1'), 'R@5': gain('R@5'), 'R@10': gain('R@10'), mAP: gain('mAP') };
}
