import { expect, test } from 'vitest';
import { interval, resample } from './bootstrap.ts';
import { compare } from './compare.ts';
import { harmonicMean, retrievalFigures } from './retrieval-figures.ts';
import type { Standing } from './standing.ts';

const PICTURES = 200;
/** Five captions a picture, as in the sets of the field. */
const OWNERS = Array.from({ length: 5 * PICTURES }, (_, query) => Math.floor(query / 5));

/** Captions of every `period`-th picture are found at rank 1, the others at rank 20. */
function method(period: number, from = 0): Standing[] {
  return OWNERS.map((picture) => {
    const rank = (picture + from) % period === 0 ? 1 : 20;
    return { rank, averagePrecision: 1 / rank };
  });
}

function measured(standings: Standing[]) {
  return {
    figures: retrievalFigures(standings),
    resampled: resample(standings, OWNERS, PICTURES),
  };
}

test('an interval holds the figure, and is as wide as drawing pictures makes it', () => {
  const { figures, resampled } = measured(method(2));
  const [low, high] = interval(resampled['R@1']);
  expect(figures['R@1']).toBe(50);
  expect(low).toBeLessThan(50);
  expect(high).toBeGreaterThan(50);
  // 200 independent pictures, not 1,000 independent captions: 4 standard errors of a share of one half.
  expect(high - low).toBeGreaterThan(0.8 * 4 * 100 * Math.sqrt(0.25 / PICTURES));
  expect(high - low).toBeLessThan(1.2 * 4 * 100 * Math.sqrt(0.25 / PICTURES));
});

test('the same figures come out every time', () => {
  expect(resample(method(3), OWNERS, PICTURES)).toEqual(resample(method(3), OWNERS, PICTURES));
});

test('a method gains nothing over itself', () => {
  const gain = compare(measured(method(2)), measured(method(2)))['R@1'];
  expect(gain).toEqual({ difference: 0, interval: [0, 0], p: 1 });
});

test('a gain on many pictures is told from chance, a gain on one is not', () => {
  const large = compare(measured(method(2)), measured(method(4)))['R@1'];
  expect(large.difference).toBe(25);
  expect(large.p).toBeLessThan(0.01);
  expect(large.interval[0]).toBeGreaterThan(0);
  const better = method(2);
  for (let query = 5; query < 10; query++) better[query] = { rank: 1, averagePrecision: 1 };
  const small = compare(measured(better), measured(method(2)))['R@1'];
  expect(small.difference).toBe(0.5);
  expect(small.p).toBeGreaterThan(0.05);
});

test('the harmonic mean is high only when both groups are', () => {
  const [good, bad] = [retrievalFigures(method(1)), retrievalFigures(method(PICTURES))];
  expect(harmonicMean(good, good)['R@1']).toBe(100);
  expect(harmonicMean(good, bad)['R@1']).toBe(1);
  expect(harmonicMean(bad, retrievalFigures([{ rank: 20, averagePrecision: 0.05 }]))['R@1']).toBe(0);
});
