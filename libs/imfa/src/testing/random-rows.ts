import { seededUniform } from '@unseen/domain/random';

/** `count` L2-normalized rows of `dim` floats with components around zero. */
export function randomRows(count: number, dim: number, seed: number): Float32Array {
  const next = seededUniform(seed);
  const rows = Float32Array.from({ length: count * dim }, () => next() + next() + next() - 1.5);
  for (let row = 0; row < count; row++) {
    const values = rows.subarray(row * dim, (row + 1) * dim);
    const length = Math.hypot(...values);
    values.forEach((value, i) => (values[i] = value / length));
  }
  return rows;
}
