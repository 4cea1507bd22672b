import { describe, expect, it } from 'vitest';
import type { TextBox } from './detect/text-box.ts';
import { inReadingOrder } from './reading-order.ts';

const line = (x: number, y: number, width = 300, angle = 0): TextBox => ({ x, y, width, height: 30, angle });
const order = (lines: Readonly<Record<string, TextBox>>) =>
  inReadingOrder(Object.entries(lines).reverse(), ([, box]) => box).map(([name]) => name);

describe('the order lines are read in', () => {
  it('is line by line, what stands beside another from the left', () => {
    expect(
      order({ a: line(200, 100), b: line(600, 104), c: line(200, 160), d: line(400, 220, 700) }),
    ).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is column by column, under what stands over both', () => {
    const columns = { a: line(200, 200), b: line(200, 250), c: line(600, 200), d: line(600, 250) };
    expect(order({ title: line(400, 60, 700), ...columns })).toEqual(['title', 'a', 'b', 'c', 'd']);
  });

  it('follows the direction of reading, most text first', () => {
    const up = -Math.PI / 2;
    // Read upwards: the first line is the left one.
    expect(
      order({ a: line(100, 300, 500, up), b: line(160, 300, 500, up), level: line(500, 80, 200) }),
    ).toEqual(['a', 'b', 'level']);
    const down = Math.PI;
    expect(order({ a: line(300, 400, 300, down), b: line(300, 340, 300, down) })).toEqual(['a', 'b']);
  });

  it('keeps slanted lines apart', () => {
    const slanted = (y: number) => line(400, y, 600, 0.15);
    expect(order({ a: slanted(100), b: slanted(150), c: slanted(200) })).toEqual(['a', 'b', 'c']);
  });
});
