/** Pixels of a probability map that hang together. */
export interface TextRegion {
  /** Corners of its pixels that can lie on its convex hull, as x, y, x, y, ... */
  readonly outline: readonly number[];
  readonly pixels: number;
  /** Mean probability of its pixels. */
  readonly score: number;
}

/**
 * Finds what hangs together, by its eight neighbors, in what a detector takes for the cores of lines of text.
 * @param map - width x height probabilities, row-major
 * @param threshold - from which on a pixel is text
 */
export function findRegions(
  map: Float32Array,
  width: number,
  height: number,
  threshold: number,
): TextRegion[] {
  const seen = new Uint8Array(width * height);
  const stack: number[] = [];
  const regions: TextRegion[] = [];
  for (let start = 0; start < map.length; start++) {
    if (seen[start] || map[start]! < threshold) continue;
    const rows = new Map<number, { from: number; to: number }>();
    let pixels = 0;
    let sum = 0;
    seen[start] = 1;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      pixels++;
      sum += map[at]!;
      const row = rows.get(y);
      if (!row) rows.set(y, { from: x, to: x });
      else if (x < row.from) row.from = x;
      else if (x > row.to) row.to = x;
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const next = ny * width + nx;
          if (seen[next] || map[next]! < threshold) continue;
          seen[next] = 1;
          stack.push(next);
        }
      }
    }
    const outline = [...rows].flatMap(([y, { from, to }]) => [
      from,
      y,
      to + 1,
      y,
      from,
      y + 1,
      to + 1,
      y + 1,
    ]);
    regions.push({ outline, pixels, score: sum / pixels });
  }
  return regions;
}
