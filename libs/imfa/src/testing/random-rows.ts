/** Repeatable pseudo-random numbers in [0, 1) (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `count` L2-normalized rows of `dim` floats with components around zero. */
export function randomRows(count: number, dim: number, seed: number): Float32Array {
  const next = randomNumbers(seed);
  const rows = Float32Array.from({ length: count * dim }, () => next() + next() + next() - 1.5);
  for (let row = 0; row < count; row++) {
    const values = rows.subarray(row * dim, (row + 1) * dim);
    const length = Math.hypot(...values);
    values.forEach((value, i) => (values[i] = value / length));
  }
  return rows;
}
