import type { TextEncoding, TextLines } from '@unseen/domain';
import { describe, expect, test } from 'vitest';
import { quantizeBlock } from '../block/quantize-block.ts';
import { isGeneral } from './general-text.ts';
import { MatchScale } from './match-scale.ts';
import { regionDirection, regionEvidence } from './region-evidence.ts';

const lines: TextLines = {
  pictureGlobal: 4,
  pictureRegion: 6,
  pictureBias: -5,
  aloneGlobal: 8,
  aloneBias: -4,
  captionGlobal: 10,
  captionBias: -6,
  understood: 3,
};
const text = (of: Partial<TextEncoding> = {}): TextEncoding => ({
  global: Float32Array.of(1, 0),
  tokens: Float32Array.of(1, 0, 0, 1),
  weights: Float32Array.of(1, 0),
  words: [],
  lines,
  ...of,
});
const block = (...rows: number[]) => quantizeBlock(Float32Array.from(rows), 2, 2, [1, 2]);
const scale = new MatchScale(undefined, () => Promise.reject(new Error('not asked')));
const sigma = (odds: number) => 1 / (1 + Math.exp(-odds));

describe('regional evidence', () => {
  test('is that of the best regions, softly', () => {
    const direction = regionDirection(text());
    expect([...direction]).toEqual([1, 0]);
    expect(regionEvidence(direction, block(1, 0, 0, 1))).toBeCloseTo(Math.log((Math.exp(8) + 1) / 2) / 8, 4);
    expect(regionEvidence(direction, block(0, 1, 0, 1))).toBeCloseTo(0, 4);
  });
});

describe('a match', () => {
  test('comes from the lines of the text', async () => {
    const match = await scale.of(text(), 'a dog');
    const image = Float32Array.of(0.5, 0.1);
    expect(match.of({ image })).toBeCloseTo(sigma(8 * 0.5 - 4), 6);
    const regions = block(0, 1, 0, 1);
    expect(match.of({ image, regions })).toBeCloseTo(sigma(4 * 0.5 - 5), 3);
    expect(match.of({ caption: Float32Array.of(0.9, 0) })).toBeCloseTo(sigma(10 * 0.9 - 6), 6);
  });

  test('is that of the caption where it says so, and less than that of the picture where it does not', async () => {
    const match = await scale.of(text(), 'a dog');
    const [dog, other] = [Float32Array.of(0.9, 0), Float32Array.of(0, 0.9)];
    expect(match.of({ image: other, caption: dog })).toBeCloseTo(match.of({ caption: dog }), 2);
    const silent = match.of({ image: dog, caption: other });
    expect(silent).toBeLessThan(match.of({ image: dog }));
    expect(silent).toBeGreaterThan(match.of({ caption: other }));
    expect(match.of({})).toBe(0);
  });

  test('is nothing for a text that is not understood', async () => {
    const match = await scale.of(text({ lines: { ...lines, understood: -1 } }), 'qwzx');
    expect(match.of({ image: Float32Array.of(1, 0), caption: Float32Array.of(1, 0) })).toBe(0);
  });

  test('of anything at all is everything', async () => {
    const match = await scale.of(text(), 'a picture');
    expect(match.of({ image: Float32Array.of(-1, 0) })).toBe(1);
    expect(['some photos', 'Thing', 'a picture of something'].every(isGeneral)).toBe(true);
    expect(['a picture of a dog', 'a', '', 'the beach'].some(isGeneral)).toBe(false);
  });

  test('of a picture is likeness, side by side', () => {
    const match = scale.like({ image: Float32Array.of(1, 0) });
    expect(match.of({ image: Float32Array.of(1, 0) })).toBeGreaterThan(0.9);
    expect(match.of({ image: Float32Array.of(0, 1) })).toBeLessThan(0.01);
    expect(match.of({ caption: Float32Array.of(1, 0) })).toBe(0);
  });
});

test('under a pack without lines an item matches that stands out from general captions', async () => {
  let asked = 0;
  const axes = (at: number) => Float32Array.from({ length: 40 }, (_, i) => (i === at ? 1 : 0));
  const plain = new MatchScale(undefined, () => Promise.resolve(text({ global: axes(1 + asked++) })));
  const match = await plain.of(text({ lines: undefined, global: axes(0) }), 'a dog');
  expect(match.of({ image: axes(0) })).toBeGreaterThan(plain.line);
  expect(match.of({ image: axes(3) })).toBeLessThan(plain.line);
  expect(match.of({ image: axes(39) })).toBeLessThan(plain.line);
});
