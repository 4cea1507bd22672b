import { seededNormals, seededUniform } from '@unseen/domain/random';
import { createHash } from 'node:crypto';

/** Repeatable pseudo-random numbers in [0, 1) from a seed, which may be a word. */
export function randomFrom(seed: string | number): () => number {
  return seededUniform(bitsOf(seed));
}

/**
 * How much a test by chance does, and from where it begins: more with `QUERIES`, another course with `SEED`.
 * @param usual - what it does when nothing is said
 */
export function chance(usual: number, seed: string): { readonly count: number; readonly seed: string } {
  return {
    count: Number(process.env['QUERIES'] ?? usual),
    seed: process.env['SEED'] ?? seed,
  };
}

/** A repeatable unit vector, evenly spread over directions. */
export function unitVector(dimensions: number, seed: string | number): Float32Array {
  return normalized(Float32Array.from({ length: dimensions }, seededNormals(bitsOf(seed))));
}

function bitsOf(seed: string | number): number {
  return createHash('sha256').update(String(seed)).digest().readUInt32LE();
}

/** The vector at length 1. */
export function normalized(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
