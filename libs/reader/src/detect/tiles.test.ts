import { describe, expect, it } from 'vitest';
import { division, roundUp, spans } from './tiles.ts';

describe('tiles of a picture', () => {
  it.each([
    [736, 552],
    [736, 736],
    [1_280, 960],
    [1_280, 90],
    [31, 900],
    [1, 1],
  ])('of %i x %i are no larger than allowed, and count every pixel once', (width, height) => {
    const most = 736 * 576;
    const { columns, rows } = division(width, height, most);
    for (const [length, count] of [
      [width, columns],
      [height, rows],
    ] as const) {
      const parts = spans(length, count);
      expect(parts[0]!.countsFrom).toBe(0);
      expect(parts.at(-1)!.countsTo).toBe(length);
      for (const [index, part] of parts.entries()) {
        if (index > 0) expect(part.countsFrom).toBe(parts[index - 1]!.countsTo);
        expect(part.from).toBeLessThanOrEqual(part.countsFrom);
        expect(part.to).toBeGreaterThanOrEqual(part.countsTo);
        expect(part.to).toBeLessThanOrEqual(length);
      }
    }
    const [across, down] = [spans(width, columns)[0]!, spans(height, rows)[0]!];
    expect(roundUp(across.to) * roundUp(down.to)).toBeLessThanOrEqual(most);
    if (width * height < most / 2) expect([columns, rows]).toEqual([1, 1]);
  });
});
