import type { TextBox } from './detect/text-box.ts';

/** How far columns stand apart at least, in heights of a line. */
const BETWEEN_COLUMNS = 0.8;
/** Lines a column has at least: two words side by side are no columns. */
const LEAST_LINES = 2;

/** A line, as upright as it can be: extents along the direction of reading and across it. */
interface Placed<T> {
  readonly item: T;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Puts lines in the order a person reads them: those that run in one direction together, most text first; among them the widest gap decides, be it
 * between columns or between what stands above and below (recursive cuts after Nagy and Seth 1984).
 */
export function inReadingOrder<T>(lines: readonly T[], boxOf: (line: T) => TextBox): T[] {
  const directions = Map.groupBy(lines, (line) => quarterOf(boxOf(line)));
  const areaOf = (group: readonly T[]) =>
    group.map(boxOf).reduce((sum, { width, height }) => sum + width * height, 0);
  return [...directions]
    .sort(([, a], [, b]) => areaOf(b) - areaOf(a))
    .flatMap(([quarter, group]) => ordered(group.map((line) => place(line, boxOf(line), quarter))))
    .map(({ item }) => item);
}

/** Which way a line is read: to the right, down, to the left, up. */
function quarterOf({ angle }: TextBox): number {
  return ((Math.round(angle / (Math.PI / 2)) % 4) + 4) % 4;
}

function place<T>(item: T, { x, y, width, height, angle }: TextBox, quarter: number): Placed<T> {
  const turned = (quarter * Math.PI) / 2;
  const [cos, sin] = [Math.cos(turned), Math.sin(turned)];
  const [u, v] = [x * cos + y * sin, y * cos - x * sin];
  const slope = Math.abs(Math.tan(angle - turned));
  // Slanted lines would overlap with those above and below: what counts is their middle part.
  const half = { along: width / 2, across: (height / 2) * Math.max(0.4, 1 - slope) };
  return { item, left: u - half.along, right: u + half.along, top: v - half.across, bottom: v + half.across };
}

function ordered<T>(lines: readonly Placed<T>[]): Placed<T>[] {
  if (lines.length < 2) return [...lines];
  const height = median(lines.map(({ top, bottom }) => bottom - top));
  const columns = widestGap(lines, ({ left, right }) => [left, right]);
  if (columns.gap > BETWEEN_COLUMNS * height && columns.parts.every((part) => part.length >= LEAST_LINES))
    return columns.parts.flatMap(ordered);
  const rows = widestGap(lines, ({ top, bottom }) => [top, bottom]);
  if (rows.gap > 0) return rows.parts.flatMap(ordered);
  return lines.toSorted((a, b) =>
    Math.abs(middle(a) - middle(b)) < height / 2 ? a.left - b.left : middle(a) - middle(b),
  );
}

/** Cuts lines in two where the widest gap is that none of them reaches into. */
function widestGap<T>(
  lines: readonly Placed<T>[],
  extent: (line: Placed<T>) => readonly [from: number, to: number],
): { gap: number; parts: readonly Placed<T>[][] } {
  const sorted = lines.toSorted((a, b) => extent(a)[0] - extent(b)[0]);
  let best = { gap: 0, at: 0 };
  let reached = extent(sorted[0]!)[1];
  for (let at = 1; at < sorted.length; at++) {
    const [from, to] = extent(sorted[at]!);
    if (from - reached > best.gap) best = { gap: from - reached, at };
    reached = Math.max(reached, to);
  }
  return { gap: best.gap, parts: [sorted.slice(0, best.at), sorted.slice(best.at)] };
}

function middle({ top, bottom }: Placed<unknown>): number {
  return (top + bottom) / 2;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
