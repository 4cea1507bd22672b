import { describe, expect, it } from 'vitest';
import { heightOf, layOut, placesIn, rowsWithin, type Tiles } from './rows.ts';

const layout = { width: 1000, row: 180, gap: 14, below: 28, heading: 48 };
const ratios = Array.from({ length: 500 }, (_, at) => [1, 1.5, 0.7, 2.6, 0.5][at % 5]!);

const tilesOf = (count: number, headings?: ReadonlyMap<number, string>): Tiles => ({
  count,
  ratioOf: (at) => ratios[at]!,
  headingOf: (at) => headings?.get(at),
});

describe('rows of pictures', () => {
  const all = tilesOf(ratios.length);
  const rows = layOut(all, layout);
  const places = rows.flatMap((row) => placesIn(row, all, layout));
  const height = heightOf(rows);

  it('are the same when the list grows bit by bit', () => {
    let grown: ReturnType<typeof layOut> = [];
    for (let count = 0; count <= ratios.length; count += 20) grown = layOut(tilesOf(count), layout, grown);
    expect(grown).toEqual(rows);
  });

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
    const tiles = tilesOf(
      20,
      new Map([
        [0, 'May'],
        [3, 'April'],
      ]),
    );
    const headed = layOut(tiles, layout);
    const places = headed.flatMap((row) => placesIn(row, tiles, layout));
    expect(headed.map(({ first, heading }) => [first, heading]).slice(0, 2)).toEqual([
      [0, 'May'],
      [3, 'April'],
    ]);
    expect(places[3]!.top).toBeCloseTo(headed[1]!.top + layout.heading);
    expect(places[0]!.height).toBeLessThanOrEqual(layout.row);
  });

  it('of which those in sight are found', () => {
    const seen = rowsWithin(rows, 2_000, 2_800);
    expect(seen.length).toBeLessThan(8);
    expect(seen[0]!.top).toBeLessThanOrEqual(2_000);
    expect(seen.at(-1)!.top + seen.at(-1)!.height).toBeGreaterThanOrEqual(2_800);
    expect(rowsWithin([], 0, 100)).toEqual([]);
  });

  it('may be narrower than one picture', () => {
    const narrow = { ...layout, width: 300 };
    const tiles: Tiles = { count: 2, ratioOf: () => 2.6 };
    const one = layOut(tiles, narrow).flatMap((row) => placesIn(row, tiles, narrow));
    for (const place of one) expect(place.width).toBeLessThanOrEqual(300);
  });
});
