import { describe, expect, it } from 'vitest';
import { boxOfPiece, joinPieces, piecesOf } from './pieces.ts';

const characters = (text: string, from: number, to: number, of: { from: number; to: number }) =>
  [...text].map((character, i) => ({
    text: character,
    confidence: 1,
    at: (from + ((i + 0.5) * (to - from)) / text.length - of.from) / (of.to - of.from),
  }));

describe('a line read piece by piece', () => {
  it('is divided into pieces of one size that overlap, and cover it', () => {
    expect(piecesOf(16, 16, 3)).toEqual([{ from: 0, to: 1 }]);
    for (const ratio of [16.1, 29, 40, 100]) {
      const pieces = piecesOf(ratio, 16, 3);
      expect(pieces[0]!.from).toBe(0);
      expect(pieces.at(-1)!.to).toBeCloseTo(1, 9);
      for (const [index, { from, to }] of pieces.entries()) {
        expect((to - from) * ratio).toBeLessThanOrEqual(16 + 1e-9);
        if (index > 0) expect((pieces[index - 1]!.to - from) * ratio).toBeGreaterThanOrEqual(3 - 1e-9);
      }
    }
  });

  it('has its pieces along the direction it is read in', () => {
    const box = { x: 100, y: 200, width: 80, height: 10, angle: Math.PI / 2 };
    const piece = boxOfPiece(box, { from: 0, to: 0.5 });
    expect(piece).toMatchObject({ width: 40, height: 10, angle: Math.PI / 2 });
    expect([piece.x, piece.y].map(Math.round)).toEqual([100, 180]);
  });

  it('is joined at a space both hold, without a letter twice or lost', () => {
    const text = 'the quick brown fox jumps';
    const [a, b] = [
      { from: 0, to: 0.6 },
      { from: 0.4, to: 1 },
    ];
    // Of the word at its edge, each piece sees a part.
    const part = (piece: { from: number; to: number }) =>
      characters(text, 0, 1, piece).filter(({ at }) => at > 0 && at < 1);
    const joined = joinPieces([
      { ...a, characters: part(a) },
      { ...b, characters: part(b) },
    ]);
    expect(joined.map((each) => each.text).join('')).toBe(text);
    expect(joined.map(({ at }) => at)).toEqual(joined.map(({ at }) => at).toSorted((x, y) => x - y));
    expect(joinPieces([{ from: 0, to: 1, characters: part({ from: 0, to: 1 }) }])).toHaveLength(text.length);
  });
});
