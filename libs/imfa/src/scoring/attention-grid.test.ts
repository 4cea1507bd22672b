import { describe, expect, it } from 'vitest';
import { attentionGrid } from './attention-grid.ts';

const rows = (...values: number[][]) => Float32Array.from(values.flat());
const numbers = (values: Float32Array) => [...values].map((value) => Number(value.toFixed(4)));

describe('attentionGrid', () => {
  it('averages the pieces of a word by their weights, and words by theirs', () => {
    const grid = attentionGrid(
      rows([1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1]),
      {
        weights: Float32Array.of(0.3, 0.1, 0.4),
        words: [
          { text: 'skateboarder', tokens: [0, 1] },
          { text: 'jumps', tokens: [2] },
        ],
      },
      [2, 2],
    );
    expect(grid.words.map((word) => word.text)).toEqual(['skateboarder', 'jumps']);
    expect(grid.words[0]!.weight).toBeCloseTo(0.5, 5);
    expect(grid.words[1]!.weight).toBeCloseTo(0.5, 5);
    expect(numbers(grid.words[0]!.weights)).toEqual([0.75, 0.25, 0, 0]);
    expect(numbers(grid.words[1]!.weights)).toEqual([0, 0, 0, 1]);
    expect(numbers(grid.weights)).toEqual([0.375, 0.125, 0, 0.5]);
  });

  it('ignores a token of weight 0 beside others', () => {
    const text = { weights: Float32Array.of(0, 2), words: [{ text: 'dog', tokens: [0, 1] }] };
    const grid = attentionGrid(rows([1, 0], [0, 1]), text, [1, 2]);
    expect(numbers(grid.weights)).toEqual([0, 1]);
    expect(numbers(grid.words[0]!.weights)).toEqual([0, 1]);
  });

  it('falls back to a plain mean where nothing has weight, and to evenness where there is no token', () => {
    const text = {
      weights: Float32Array.of(0, 0),
      words: [
        { text: 'the', tokens: [0, 1] },
        { text: '', tokens: [] },
      ],
    };
    const grid = attentionGrid(rows([1, 0], [0, 1]), text, [1, 2]);
    expect(numbers(grid.weights)).toEqual([0.5, 0.5]);
    expect(grid.words.map((word) => [word.weight, ...numbers(word.weights)])).toEqual([
      [0, 0.5, 0.5],
      [0, 0.5, 0.5],
    ]);
  });
});
