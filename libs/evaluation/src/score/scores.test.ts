import { expect, test } from 'vitest';
import { finalScores } from './final-scores.ts';
import { innerProducts, topPositions } from './first-stage.ts';

const order = (scores: ArrayLike<number>) => topPositions(scores, scores.length);

test('inner products of a query with every row', () => {
  const rows = Float32Array.of(1, 0, 0, 1, 0.5, 0.5);
  expect([...innerProducts(Float32Array.of(2, 4), rows)]).toEqual([2, 4, 3]);
});

test('the highest come first, and of equal ones the earlier', () => {
  expect(topPositions([0.1, 0.9, 0.5, 0.9, 0.5], 4)).toEqual([1, 3, 2, 4]);
  expect(topPositions([0.5, 0.5, 0.5], 2)).toEqual([0, 1]);
  expect(topPositions([1, 2], 5)).toEqual([1, 0]);
  expect(topPositions([1, 2], 0)).toEqual([]);
});

test('re-scored candidates stand before the rest, which keeps its order', () => {
  const first = Float32Array.of(0.9, 0.8, 0.7, 0.6, 0.5);
  expect(order(finalScores(first, [0, 1, 2], Float32Array.of(-5, 7, -4)))).toEqual([1, 2, 0, 3, 4]);
  expect(order(finalScores(first, [], new Float32Array(0)))).toEqual([0, 1, 2, 3, 4]);
});

test('scores that differ in the last bit still differ', () => {
  const close = Float32Array.of(0.1, 0.1 + 2 ** -27);
  expect(close[0]).not.toBe(close[1]);
  const final = finalScores(Float32Array.of(1, 1, 0.5), [0, 1], close);
  expect(final[1]).toBeGreaterThan(final[0]!);
});
