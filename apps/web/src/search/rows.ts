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
  readonly height: number;
  readonly heading?: string;
}

/** How much larger than the others the pictures of a row may be. */
const LARGEST = 1.5;

/**
 * Lays tiles out in rows as wide as the grid.
 *
 * @param ratios - width by height of each tile
 * @param headings - what stands over the row that begins with a tile: a row never goes past one
 */
export function layOut(
  ratios: readonly number[],
  layout: Layout,
  headings: ReadonlyMap<number, string> = new Map(),
): { readonly places: readonly Place[]; readonly rows: readonly Row[]; readonly height: number } {
  const { width, row, gap, below, heading } = layout;
  const places: Place[] = [];
  const rows: Row[] = [];
  let top = 0;
  for (let first = 0; first < ratios.length;) {
    let end = first;
    let sum = 0;
    // As many as are nearest to the height a row should have.
    while (end < ratios.length && (end === first || !headings.has(end))) {
      const ratio = ratios[end]!;
      if (end > first && (sum + ratio) * row + (end - first) * gap > width + (ratio * row) / 2) break;
      sum += ratio;
      end++;
    }
    const fill = (width - (end - first - 1) * gap) / sum;
    const last = end === ratios.length || headings.has(end);
    const height = last ? Math.min(fill, row) : Math.min(fill, row * LARGEST);
    const over = headings.get(first);
    rows.push({
      first,
      end,
      top,
      height: height + below + gap + (over === undefined ? 0 : heading),
      heading: over,
    });
    if (over !== undefined) top += heading;
    let left = 0;
    for (let at = first; at < end; at++) {
      const wide = ratios[at]! * height;
      places.push({ left, top, width: wide, height });
      left += wide + gap;
    }
    top += height + below + gap;
    first = end;
  }
  return { places, rows, height: Math.max(top - gap, 0) };
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
