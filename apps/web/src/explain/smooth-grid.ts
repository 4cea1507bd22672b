/** Weights over a picture, row by row. */
export interface Grid {
  readonly rows: number;
  readonly cols: number;
  readonly weights: readonly number[];
  /** How hot the hottest spot is, 0 to 1; 1 where it is not known. */
  readonly strength?: number;
}

/**
 * Brings a grid from 0 to its strength by its least and greatest weight and to `size` x `size` cells by cubic interpolation
 * (Catmull-Rom), as the platform does for its own heat maps. A grid of equal weights is all zeros.
 *
 * @returns size * size levels, row by row
 */
export function smoothGrid({ rows, cols, weights, strength = 1 }: Grid, size: number): Float32Array {
  const least = Math.min(...weights);
  const range = Math.max(...weights) - least;
  const levels = weights.map((weight) => (range > 0 ? (strength * (weight - least)) / range : 0));
  const at = (row: number, col: number) => levels[clamp(row, rows) * cols + clamp(col, cols)] ?? 0;
  const smooth = new Float32Array(size * size);
  for (let y = 0; y < size; y++) {
    const row = ((y + 0.5) * rows) / size - 0.5;
    for (let x = 0; x < size; x++) {
      const col = ((x + 0.5) * cols) / size - 0.5;
      const [r, c] = [Math.floor(row), Math.floor(col)];
      const lines = [-1, 0, 1, 2].map((dr) =>
        cubic(at(r + dr, c - 1), at(r + dr, c), at(r + dr, c + 1), at(r + dr, c + 2), col - c),
      ) as [number, number, number, number];
      smooth[y * size + x] = Math.min(Math.max(cubic(...lines, row - r), 0), 1);
    }
  }
  return smooth;
}

function clamp(index: number, count: number): number {
  return Math.min(Math.max(index, 0), count - 1);
}

/** Catmull-Rom between `b` and `c`. */
function cubic(a: number, b: number, c: number, d: number, t: number): number {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}
