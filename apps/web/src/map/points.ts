import KDBush from 'kdbush';
import type { Bounds } from './camera.ts';

/** Items of a map, and where they lie in its own measure: those at the same index belong together. */
export interface Points {
  readonly ids: readonly string[];
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly hasImage: readonly boolean[];
  /** What all of them lie in. */
  readonly bounds: Bounds;
  /** The indexes of those in a part of the map. */
  readonly inside: (bounds: Bounds) => readonly number[];
}

/** Points as they are listed, without any order of their own. */
export type ListedPoints = Pick<Points, 'ids' | 'xs' | 'ys' | 'hasImage'>;

/** Puts points in order to be found by where they lie. */
export function pointsOf({ ids, xs, ys, hasImage }: ListedPoints): Points {
  const index = new KDBush(ids.length);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < ids.length; at++) {
    const [x, y] = [xs[at]!, ys[at]!];
    index.add(x, y);
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  index.finish();
  return {
    ids,
    xs,
    ys,
    hasImage,
    bounds: ids.length === 0 ? { left: 0, top: 0, right: 1, bottom: 1 } : { left, top, right, bottom },
    inside: (part) => index.range(part.left, part.top, part.right, part.bottom),
  };
}

/** The points that satisfy a condition. */
export function pointsWhere(points: ListedPoints, holds: (id: string) => boolean): ListedPoints {
  const kept = points.ids.flatMap((id, at) => (holds(id) ? [at] : []));
  if (kept.length === points.ids.length) return points;
  return {
    ids: kept.map((at) => points.ids[at]!),
    xs: Float64Array.from(kept, (at) => points.xs[at]!),
    ys: Float64Array.from(kept, (at) => points.ys[at]!),
    hasImage: kept.map((at) => points.hasImage[at]!),
  };
}

/** A point of a drawn line. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The indexes of the points that a line goes around, by the even-odd rule. @param line - in the map's measure; its ends meet */
export function caughtBy(points: Points, line: readonly Spot[]): number[] {
  if (line.length < 3) return [];
  const [xs, ys] = [line.map(({ x }) => x), line.map(({ y }) => y)];
  const around = {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  };
  return points.inside(around).filter((at) => goesAround(line, points.xs[at]!, points.ys[at]!));
}

function goesAround(line: readonly Spot[], x: number, y: number): boolean {
  let is = false;
  let from = line.at(-1)!;
  for (const to of line) {
    const crosses = to.y > y !== from.y > y && x < ((from.x - to.x) * (y - to.y)) / (from.y - to.y) + to.x;
    if (crosses) is = !is;
    from = to;
  }
  return is;
}

/** Places of a table of cells: a power of two. */
const CELLS = 2 ** 17;

/**
 * Which points show their pictures, so that none covers another: the first ones, each as far from the others as a picture is large. The
 * same points whatever is in sight, so that pictures do not come and go while the map is moved. Neighbors are found in cells of that size,
 * by the hash of Teschner and others, "Optimized Spatial Hashing for Collision Detection of Deformable Objects" (2003).
 *
 * @param size - of a picture, in the map's measure
 * @returns for each point 1, or 0
 */
export function apart({ ids, xs, ys, hasImage }: ListedPoints, size: number): Uint8Array {
  const shown = new Uint8Array(ids.length);
  const last = new Int32Array(CELLS).fill(-1);
  const before = new Int32Array(ids.length);
  const cellOf = (value: number) => Math.floor(value / size);
  // Two cells may share a place: what lies in the other one is too far away to count.
  const placeOf = (column: number, row: number) =>
    (Math.imul(column, 73_856_093) ^ Math.imul(row, 19_349_663)) & (CELLS - 1);
  const isFree = (x: number, y: number) => {
    for (let column = cellOf(x) - 1; column <= cellOf(x) + 1; column++)
      for (let row = cellOf(y) - 1; row <= cellOf(y) + 1; row++)
        for (let other = last[placeOf(column, row)]!; other !== -1; other = before[other]!)
          if (Math.abs(xs[other]! - x) < size && Math.abs(ys[other]! - y) < size) return false;
    return true;
  };
  for (let at = 0; at < ids.length; at++) {
    const [x, y] = [xs[at]!, ys[at]!];
    if (!hasImage[at] || !isFree(x, y)) continue;
    const place = placeOf(cellOf(x), cellOf(y));
    before[at] = last[place]!;
    last[place] = at;
    shown[at] = 1;
  }
  return shown;
}
