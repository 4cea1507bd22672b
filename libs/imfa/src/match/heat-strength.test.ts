import { describe, expect, test } from 'vitest';
import { heatStrength, withStrength } from './heat-strength.ts';
import type { TextMatch } from './match.ts';

const LINE = 0.12;
const matching = (match: number): TextMatch => ({ of: () => match });
const weights = Float32Array.of(0.9, 0.1);
const grid = {
  rows: 1,
  cols: 2,
  weights,
  words: ['a', 'dog'].map((text) => ({ text, weight: 0.5, weights })),
};

describe('heat', () => {
  test('grows with the match and is nothing far below the line', () => {
    const steps = [0, 0.01, 0.05, 0.07, LINE, 0.2, 0.5, 1].map((match) => heatStrength(match, LINE));
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(steps.slice(0, 3)).toEqual([0, 0, 0]);
    expect(steps[4]).toBeGreaterThan(0.25);
    expect(steps.at(-1)).toBe(1);
  });

  test('is that of the picture, for a text and for each word that shows something', () => {
    const heat = { text: matching(1), words: [undefined, matching(0.001)], line: LINE };
    const { strength, words } = withStrength(grid, heat, {});
    expect(strength).toBe(1);
    expect(words.map((word) => word.strength)).toEqual([0, 0]);
  });

  test('does not come from a caption', () => {
    const byCaption: TextMatch = { of: ({ caption }) => (caption ? 1 : 0) };
    const picture = { image: weights, caption: weights };
    const { strength } = withStrength(grid, { text: byCaption, words: [], line: LINE }, picture);
    expect(strength).toBe(0);
  });
});
