import { createHash } from 'node:crypto';

/** Repeatable pseudo-random numbers in [0, 1) from a seed (mulberry32). */
export function randomFrom(seed: string | number): () => number {
  let state = createHash('sha256').update(String(seed)).digest().readUInt32LE();
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A repeatable unit vector, evenly spread over directions. */
export function unitVector(dimensions: number, seed: string | number): Float32Array {
  const next = randomFrom(seed);
  const gaussian = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return normalized(Float32Array.from({ length: dimensions }, gaussian));
}

/** The vector at length 1. */
export function normalized(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
