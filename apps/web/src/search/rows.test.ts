import { describe, expect, it } from 'vitest';
import { layOut, rowsWithin } from './rows.ts';

const layout = { width: 1000, row: 180, gap: 14, below: 28, heading: 48 };
const ratios = Array.from({ length: 500 }, (_, at) => [1, 1.5, 0.7, 2.6, 0.5][at % 5]!);

describe('rows of pictures', () => {
  const { places, rows, height } = layOut(ratios, layout);

  it('fill the width, all but the last, and keep the shapes', () => {
    for (const { first, end } of rows.slice(0, -1)) {
      const last = places[end - 1]!;
      expect(last.left + last.width).toBeCloseTo(layout.width);
      for (let at = first; at < end; at++)
        expect(places[at]!.width / places[at]!.height).toBeCloseTo(ratios[at]!);
    }
  });

  it('hold every picture once, one row under the other', () => {
    expect(places).toHaveLength(ratios.length);
    rows.slice(1).forEach(({ first, top }, index) => {
      expect(first).toBe(rows[index]!.end);
      expect(top).toBeCloseTo(rows[index]!.top + rows[index]!.height);
    });
    expect(height).toBeGreaterThan(rows.at(-1)!.top);
  });

  it('begin anew under a heading, which has its room', () => {
    const headed = layOut(
      ratios.slice(0, 20),
      layout,
      new Map([
        [0, 'May'],
        [3, 'April'],
      ]),
    );
    expect(headed.rows.map(({ first, heading }) => [first, heading]).slice(0, 2)).toEqual([
      [0, 'May'],
      [3, 'April'],
    ]);
    expect(headed.places[3]!.top).toBeCloseTo(headed.rows[1]!.top + layout.heading);
    expect(headed.places[0]!.height).toBeLessThanOrEqual(layout.row);
  });

  it('of which those in sight are found', () => {
    const seen = rowsWithin(rows, 2_000, 2_800);
    expect(seen.length).toBeLessThan(8);
    expect(seen[0]!.top).toBeLessThanOrEqual(2_000);
    expect(seen.at(-1)!.top + seen.at(-1)!.height).toBeGreaterThanOrEqual(2_800);
    expect(rowsWithin([], 0, 100)).toEqual([]);
  });

  it('may be narrower than one picture', () => {
    const { places: one } = layOut([2.6, 2.6], { ...layout, width: 300 });
    for (const place of one) expect(place.width).toBeLessThanOrEqual(300);
  });
});
