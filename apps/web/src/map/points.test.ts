import { expect, it } from 'vitest';
import { apart, caughtBy, pointsOf, pointsWhere } from './points.ts';

/** A grid of so many points a side, from 0 to 1, named by column and row. */
function grid(side: number) {
  const all = Array.from({ length: side * side }, (_, at) => [at % side, Math.floor(at / side)] as const);
  return {
    ids: all.map(([x, y]) => `${x},${y}`),
    xs: Float64Array.from(all, ([x]) => x / (side - 1)),
    ys: Float64Array.from(all, ([, y]) => y / (side - 1)),
    hasImage: all.map(([x]) => x > 0),
  };
}

it('finds points by where they lie', () => {
  const points = pointsOf(grid(5));
  expect(points.bounds).toEqual({ left: 0, top: 0, right: 1, bottom: 1 });
  const found = points.inside({ left: 0.2, top: 0.7, right: 0.6, bottom: 0.8 });
  expect(found.map((at) => points.ids[at]).sort()).toEqual(['1,3', '2,3']);
  expect(
    pointsOf({ ids: [], xs: new Float64Array(), ys: new Float64Array(), hasImage: [] }).bounds.right,
  ).toBe(1);
});

it('catches what a line goes around, also one with a bay', () => {
  const points = pointsOf(grid(5));
  // A U: its bay holds the middle column.
  const line = [
    [0.2, 0.2],
    [0.4, 0.2],
    [0.4, 0.8],
    [0.6, 0.8],
    [0.6, 0.2],
    [0.8, 0.2],
    [0.8, 1.1],
    [0.2, 1.1],
  ].map(([x, y]) => ({ x: x!, y: y! }));
  const caught = caughtBy(points, line).map((at) => points.ids[at]);
  expect(caught.sort()).toEqual(['1,1', '1,2', '1,3', '1,4', '2,4', '3,1', '3,2', '3,3', '3,4']);
  expect(caughtBy(points, line.slice(0, 2))).toEqual([]);
});

it('shows pictures that do not cover one another, and none of what has none', () => {
  const points = grid(9);
  const shown = apart(points, 0.25);
  const places = points.ids.flatMap((_, at) =>
    shown[at] ? [[points.xs[at]!, points.ys[at]!] as const] : [],
  );
  expect(places.length).toBeGreaterThan(8);
  for (const [x, y] of places)
    for (const [otherX, otherY] of places)
      if (x !== otherX || y !== otherY)
        expect(Math.max(Math.abs(x - otherX), Math.abs(y - otherY))).toBeGreaterThanOrEqual(0.25);
  // Whatever is not shown is covered by something that is.
  for (const at of points.ids.keys())
    if (points.hasImage[at])
      expect(
        places.some(([x, y]) => Math.max(Math.abs(x - points.xs[at]!), Math.abs(y - points.ys[at]!)) < 0.25),
      ).toBe(true);
  expect(points.ids.some((_, at) => shown[at] && !points.hasImage[at])).toBe(false);
});

it('leaves out what is gone', () => {
  const points = grid(3);
  const less = pointsWhere(points, (id) => !id.startsWith('1'));
  expect(less.ids).toEqual(['0,0', '2,0', '0,1', '2,1', '0,2', '2,2']);
  expect([...less.xs]).toEqual([0, 1, 0, 1, 0, 1]);
  expect(pointsWhere(points, () => true)).toBe(points);
});
