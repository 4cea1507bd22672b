import { seededUniform } from '@unseen/domain/random';
import { CUTS, round } from './retrieval-figures.ts';
import type { Standing } from './standing.ts';

/** Resamples drawn; 1,000 place the ends of a 95 % interval to about a tenth of its width. */
const RESAMPLES = 1_000;
const SEED = 20_211_019;

/** The figures intervals are given for. */
export type ResampledFigure = 'R@1' | 'R@5' | 'R@10' | 'mAP';

/** A 95 % confidence interval, in percent: [low, high]. */
export type Interval = readonly [low: number, high: number];

/** Values of the figures over the same resamples of pictures. */
export type Resampled = Readonly<Record<ResampledFigure, Float64Array>>;

/**
 * Draws pictures with replacement and takes the figures again (Efron's bootstrap). A picture's five captions come and go
 * together: they are not independent queries. The draws depend on the number of pictures alone, so that figures of two
 * methods over the same queries are paired.
 * @param standings - one per query
 * @param owners - the picture of each query, 0 to pictures - 1; every picture has at least one
 */
export function resample(
  standings: readonly Standing[],
  owners: readonly number[],
  pictures: number,
): Resampled {
  const values: Record<ResampledFigure, (standing: Standing) => number> = {
    'R@1': ({ rank }) => (rank <= CUTS[0] ? 1 : 0),
    'R@5': ({ rank }) => (rank <= CUTS[1] ? 1 : 0),
    'R@10': ({ rank }) => (rank <= CUTS[2] ? 1 : 0),
    mAP: ({ averagePrecision }) => averagePrecision,
  };
  const figures = Object.keys(values) as ResampledFigure[];
  const sums = figures.map((figure) => sumsByPicture(standings.map(values[figure]), owners, pictures));
  const counts = sumsByPicture(
    standings.map(() => 1),
    owners,
    pictures,
  );
  const results = figures.map(() => new Float64Array(RESAMPLES));
  const draw = seededUniform(SEED);
  for (let i = 0; i < RESAMPLES; i++) {
    const totals = new Float64Array(figures.length);
    let queries = 0;
    for (let n = 0; n < pictures; n++) {
      const picture = Math.floor(draw() * pictures);
      queries += counts[picture]!;
      for (let f = 0; f < sums.length; f++) totals[f]! += sums[f]![picture]!;
    }
    results.forEach((result, f) => (result[i] = (100 * totals[f]!) / queries));
  }
  return Object.fromEntries(figures.map((figure, f) => [figure, results[f]!])) as Record<
    ResampledFigure,
    Float64Array
  >;
}

/** The middle 95 % of resampled values. */
export function interval(values: Float64Array): Interval {
  const sorted = values.toSorted();
  const at = (share: number) => round(sorted[Math.round(share * (sorted.length - 1))]!);
  return [at(0.025), at(0.975)];
}

function sumsByPicture(values: readonly number[], owners: readonly number[], pictures: number): Float64Array {
  const sums = new Float64Array(pictures);
  values.forEach((value, query) => (sums[owners[query]!]! += value));
  return sums;
}
