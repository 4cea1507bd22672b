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

test('a hit is relevant when the text beats the background on its best vector', () => {
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
  expect(byCaption).toBe(about);
});

test('a vector near every text alike is not relevant to any', () => {
  const hub = Float32Array.of(0.5, 0.5, 0.5, 0.5);
  const texts = [0, 1, 2, 3].map((index) =>
    Float32Array.from({ length: 4 }, (_, i) => (i === index ? 1 : 0)),
  );
  const [margin] = relevanceMargins(texts[0]!, texts, [[hub]]);
  expect(margin).toBeLessThan(0);
});

test('a hit whose vectors are gone decides nothing', () => {
  expect(relevanceMargins(Float32Array.of(1), [Float32Array.of(0.5)], [[]])).toEqual([0]);
});
