import { expect, test } from 'vitest';
import { relevanceMargins, tailStart } from './cut-tail.ts';

test('the tail starts where hits stop being relevant', () => {
  expect(tailStart([2, 1.5, 1, -1, -2, -1])).toBe(3);
});

test('one weak hit among good ones is kept, one lucky hit in the tail does not save it', () => {
  expect(tailStart([2, -0.5, 1.5, 1, -1, -2, 0.3, -1])).toBe(4);
});

test('all are kept when all are relevant, none when none is', () => {
  expect(tailStart([1, 0.5, 0.1])).toBe(3);
  expect(tailStart([-1, -2])).toBe(0);
  expect(tailStart([])).toBe(0);
});

test('a hit is relevant when the text beats the background, on average over its vectors', () => {
  const axis = (index: number) => Float32Array.from({ length: 4 }, (_, i) => (i === index ? 1 : 0));
  const mix = Float32Array.of(0.5, 0.5, 0.5, 0.5);
  const background = [axis(1), axis(2), axis(3), mix];
  const [about, general, byCaption] = relevanceMargins(axis(0), background, [
    [axis(0)],
    [axis(2)],
    [axis(2), axis(0)],
  ]);
  expect(about).toBeGreaterThan(0);
  expect(general).toBeLessThan(0);
  expect(byCaption).toBeGreaterThan(0);
  expect(byCaption).toBeLessThan(about!);
});

test('a vector near every text alike is not relevant to any', () => {
  const hub = Float32Array.of(0.5, 0.5, 0.5, 0.5);
  const texts = [0, 1, 2, 3].map((index) =>
    Float32Array.from({ length: 4 }, (_, i) => (i === index ? 1 : 0)),
  );
  const [margin] = relevanceMargins(texts[0]!, texts, [[hub]]);
  expect(margin).toBeLessThan(0);
});

test('what a hit must reach follows from what the best ones reach, down to a floor', () => {
  // Standing above this background is the first number of a vector.
  const background = [Float32Array.of(0, 1), Float32Array.of(0, -1)];
  const relevant = (...heights: number[]) =>
    relevanceMargins(
      Float32Array.of(1, 0),
      background,
      heights.map((height) => [Float32Array.of(height, 1)]),
    ).map((margin) => margin > 0);
  expect(relevant(4, 4, 4, 1.2)).toEqual([true, true, true, false]);
  expect(relevant(1.5, 1.4, 1.3, 1.2)).toEqual([true, true, true, true]);
  expect(relevant(0.5, 0.4)).toEqual([false, false]);
});

test('a hit whose vectors are gone decides nothing', () => {
  expect(relevanceMargins(Float32Array.of(1), [Float32Array.of(0.5)], [[]])).toEqual([0]);
});
