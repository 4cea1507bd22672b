/** Where a tile lies in a grid, in pixels. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  /** Of the picture; the title lies under it. */
  readonly height: number;
}

/** How a grid is laid out, in pixels. */
export interface Layout {
  readonly width: number;
  /** Height of a row's pictures, unless they must be larger to fill it. */
  readonly row: number;
  readonly gap: number;
  /** Height of what stands under a picture. */
  readonly below: number;
  /** Height of a heading over a row. */
  readonly heading: number;
}

/** A row of a grid: its tiles, from `first` up to `end`, and what stands over it. */
export interface Row {
  readonly first: number;
  readonly end: number;
  readonly top: number;
  /** With its heading, and what stands under the pictures. */
  readonly height: number;
  /** Of the pictures alone. */
  readonly pictures: number;
  readonly heading?: string;
}

/** How many tiles there are, how wide each is by its height, and over which of them something stands: a row never goes past one. */
export interface Tiles {
  readonly count: number;
  readonly ratioOf: (index: number) => number;
  readonly headingOf?: (index: number) => string | undefined;
}

/** How much larger than the others the pictures of a row may be. */
const LARGEST = 1.5;

/**
 * Lays tiles out in rows as wide as the grid.
 *
 * @param before - rows of the same tiles when there were fewer of them: they are taken over, all but the last
 */
export function layOut(tiles: Tiles, layout: Layout, before: readonly Row[] = []): readonly Row[] {
  const { count, ratioOf, headingOf } = tiles;
  const { width, row, gap, below, heading } = layout;
  const rows = before.slice(0, -1);
  let first = rows.at(-1)?.end ?? 0;
  let top = heightOf(rows);
  while (first < count) {
    const over = headingOf?.(first);
    let end = first;
    let sum = 0;
    let closed = false;
    // As many as are nearest to the height a row should have.
    while (end < count) {
      if (end > first && headingOf?.(end) !== undefined) {
        closed = true;
        break;
      }
      const ratio = ratioOf(end);
      if (end > first && (sum + ratio) * row + (end - first) * gap > width + (ratio * row) / 2) break;
      sum += ratio;
      end++;
    }
    const fill = (width - (end - first - 1) * gap) / sum;
    const pictures = end === count || closed ? Math.min(fill, row) : Math.min(fill, row * LARGEST);
    const height = pictures + below + gap + (over === undefined ? 0 : heading);
    rows.push({ first, end, top, height, pictures, heading: over });
    top += height;
    first = end;
  }
  return rows;
}

/** Height of rows that lie one under the other. */
export function heightOf(rows: readonly Row[]): number {
  const last = rows.at(-1);
  return last === undefined ? 0 : last.top + last.height;
}

/** Where the tiles of a row lie. */
export function placesIn(row: Row, tiles: Tiles, layout: Layout): Place[] {
  const top = row.top + (row.heading === undefined ? 0 : layout.heading);
  let left = 0;
  return Array.from({ length: row.end - row.first }, (_, at) => {
    const width = tiles.ratioOf(row.first + at) * row.pictures;
    const place = { left, top, width, height: row.pictures };
    left += width + layout.gap;
    return place;
  });
}

/** The rows that touch a part of the page; rows lie in order. */
export function rowsWithin(rows: readonly Row[], from: number, to: number): readonly Row[] {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { top, height } = rows[middle]!;
    if (top + height < from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < rows.length && rows[end]!.top <= to) end++;
  return rows.slice(low, end);
}
