import { expect, test } from 'vitest';
import { retrievalFigures } from './retrieval-figures.ts';
import { standing } from './standing.ts';

test('the best relevant item gives the rank, all of them the average precision', () => {
  // Order: 4 (0.9), 1 (0.8), 0 (0.5), 2 (0.4), 3 (0.1); relevant at ranks 2 and 5.
  expect(standing([0.5, 0.8, 0.4, 0.1, 0.9], [3, 1])).toEqual({
    rank: 2,
    averagePrecision: (1 / 2 + 2 / 5) / 2,
  });
});

test('with one relevant item average precision is the reciprocal rank', () => {
  expect(standing([0.5, 0.8, 0.4], [2])).toEqual({ rank: 3, averagePrecision: 1 / 3 });
});

test('ties count against the model: one that scores everything alike comes last', () => {
  expect(standing(new Float32Array(10), [0])).toEqual({ rank: 10, averagePrecision: 1 / 10 });
  expect(standing(new Float32Array(10), [0, 1]).rank).toBe(9);
});

test('a score that is not a number is refused, not ranked', () => {
  expect(() => standing([0.1, Number.NaN], [0])).toThrowError(/not a number/);
});

test('figures of a set computed by hand', () => {
  const ranks = [1, 2, 5, 6, 11, 1];
  const figures = retrievalFigures(ranks.map((rank) => ({ rank, averagePrecision: 1 / rank })));
  expect(figures).toEqual({
    'R@1': 33.33,
    'R@5': 66.67,
    'R@10': 83.33,
    medianRank: 3.5,
    mAP: 49.29,
  });
  expect(retrievalFigures(ranks.slice(1).map((rank) => ({ rank, averagePrecision: 1 }))).medianRank).toBe(5);
});
