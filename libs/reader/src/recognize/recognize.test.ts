import { describe, expect, it } from 'vitest';
import { cropLine } from './crop-line.ts';
import { decodeCtc } from './ctc.ts';
import { boxOfWord, splitWords } from './words.ts';

const ALPHABET = ['', 'a', 'b', ' '];

/** Probabilities in which each step is sure of one class. */
function steps(...classes: number[]): Float32Array {
  return Float32Array.from(classes.flatMap((best) => ALPHABET.map((_, i) => (i === best ? 0.94 : 0.02))));
}

describe('reading a line', () => {
  it('joins repeats, leaves blanks out, and tells where each character stands', () => {
    const read = decodeCtc(steps(1, 1, 0, 1, 2, 2, 0, 0), 0, 8, ALPHABET);
    expect(read.map(({ text }) => text).join('')).toBe('aab');
    expect(read.map(({ at }) => at)).toEqual([1 / 8, 3.5 / 8, 5 / 8]);
    expect(read[0]!.confidence).toBeCloseTo(0.94, 5);
    expect(decodeCtc(steps(0, 0), 0, 2, ALPHABET)).toEqual([]);
  });

  it('cuts a line at its spaces and leaves out what is only signs', () => {
    const at = (text: string) =>
      [...text].map((character, i) => ({ text: character, confidence: 0.9, at: (i + 0.5) / text.length }));
    const words = splitWords(at('ab - c'));
    expect(words.map(({ text }) => text)).toEqual(['ab', 'c']);
    expect(words[0]!.from).toBeCloseTo(0, 5);
    expect(words[0]!.to).toBeCloseTo(2 / 6, 5);
    expect(words[1]!.from).toBeCloseTo(5 / 6, 5);
    expect(words[1]!.to).toBeCloseTo(1, 5);
  });

  it('places words of turned lines upright, as shares of the picture', () => {
    const line = { x: 50, y: 100, width: 80, height: 20, angle: 0 };
    const picture = { width: 100, height: 200 };
    expect(boxOfWord(line, { from: 0.5, to: 1 }, picture)).toEqual([0.5, 0.45, 0.4, 0.1]);
    // Read downwards: the first half is above.
    expect(boxOfWord({ ...line, angle: Math.PI / 2 }, { from: 0, to: 0.5 }, picture)).toEqual([
      0.4, 0.3, 0.2, 0.2,
    ]);
  });

  it('lays a turned line straight', () => {
    const rgb = new Uint8Array(20 * 20 * 3);
    // A white bar, read downwards, red at its beginning.
    for (let y = 4; y < 16; y++)
      for (let x = 8; x < 12; x++) rgb.set(y < 7 ? [255, 0, 0] : [255, 255, 255], (y * 20 + x) * 3);
    const crop = cropLine(
      { width: 20, height: 20, rgb },
      { x: 10, y: 10, width: 12, height: 4, angle: Math.PI / 2 },
      12,
      4,
    );
    const pixel = (x: number, y: number) => [...crop.rgb.subarray((y * 12 + x) * 3, (y * 12 + x) * 3 + 3)];
    expect(pixel(0, 1)).toEqual([255, 0, 0]);
    expect(pixel(11, 2)).toEqual([255, 255, 255]);
  });
});
