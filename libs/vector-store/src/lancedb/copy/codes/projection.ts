import { seededNormals } from '@unseen/domain/random';
import { setImmediate as turn } from 'node:timers/promises';

/** Directions a vector is coded by, at most: 64 bytes of 4 bits each. */
const MOST_DIRECTIONS = 128;

/** Rounds of the iteration: the subspace need not be found to the last digit. */
const ROUNDS = 4;

/** Where the vectors of a collection differ most. */
export interface Projection {
  /** Their mean, D floats. */
  readonly mean: Float32Array;
  /** K orthonormal directions of D floats each, one after the other, K = min(128, D). */
  readonly directions: Float32Array;
}

/** K of a projection. */
export function directionsOf(dimensions: number): number {
  return Math.min(MOST_DIRECTIONS, dimensions);
}

/**
 * Finds the subspace in which the vectors of a sample vary most: principal components by orthogonal iteration (Golub and Van Loan,
 * Matrix Computations, 8.2.4). Its basis is turned at random, so that every direction carries about as much as any other and all
 * can be coded with as many bits. Gives way to others between steps of some ten milliseconds.
 * @param sample - vectors of D floats, one after the other
 */
export async function learnProjection(sample: Float32Array, dimensions: number): Promise<Projection> {
  const count = sample.length / dimensions;
  const mean = meanOf(sample, dimensions);
  const k = directionsOf(dimensions);
  const normal = seededNormals(1);
  const start = Float32Array.from({ length: k * dimensions }, normal);
  if (k === dimensions) return { mean, directions: orthonormal(start, k, dimensions) };
  const covariance = new Float32Array(dimensions * dimensions);
  for (let row = 0; row < count; row++) {
    addOuter(covariance, sample.subarray(row * dimensions, (row + 1) * dimensions), mean);
    if (row % 64 === 63) await turn();
  }
  let basis = orthonormal(start, k, dimensions);
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Float32Array(k * dimensions);
    for (let row = 0; row < k; row++) {
      multiplySymmetric(covariance, basis, row * dimensions, next, dimensions);
      if (row % 32 === 31) await turn();
    }
    basis = orthonormal(next, k, dimensions);
    await turn();
  }
  return { mean, directions: orthonormal(mix(basis, k, dimensions, normal), k, dimensions) };
}

function meanOf(sample: Float32Array, dimensions: number): Float32Array {
  const sums = new Float64Array(dimensions);
  for (let i = 0; i < sample.length; i++) sums[i % dimensions]! += sample[i]!;
  const count = Math.max(1, sample.length / dimensions);
  return Float32Array.from(sums, (sum) => sum / count);
}

function addOuter(covariance: Float32Array, vector: Float32Array, mean: Float32Array): void {
  const size = vector.length;
  const centered = vector.map((value, d) => value - mean[d]!);
  for (let i = 0; i < size; i++) {
    const scale = centered[i]!;
    const row = i * size;
    for (let j = 0; j < size; j++) covariance[row + j]! += scale * centered[j]!;
  }
}

function multiplySymmetric(
  matrix: Float32Array,
  vectors: Float32Array,
  at: number,
  out: Float32Array,
  size: number,
): void {
  for (let i = 0; i < size; i++) {
    const scale = vectors[at + i]!;
    for (let j = 0; j < size; j++) out[at + j]! += scale * matrix[i * size + j]!;
  }
}

/** Gram and Schmidt, twice each for the sake of rounding. A row that depends on the ones before becomes zero. */
function orthonormal(rows: Float32Array, k: number, size: number): Float32Array {
  for (let row = 0; row < k; row++) {
    const own = rows.subarray(row * size, (row + 1) * size);
    for (let pass = 0; pass < 2; pass++) {
      for (let before = 0; before < row; before++) {
        const other = rows.subarray(before * size, (before + 1) * size);
        const share = product(own, other);
        for (let d = 0; d < size; d++) own[d]! -= share * other[d]!;
      }
    }
    const norm = Math.sqrt(product(own, own));
    for (let d = 0; d < size; d++) own[d] = norm > 1e-12 ? own[d]! / norm : 0;
  }
  return rows;
}

function mix(basis: Float32Array, k: number, size: number, normal: () => number): Float32Array {
  const mixed = new Float32Array(k * size);
  for (let row = 0; row < k; row++) {
    for (let from = 0; from < k; from++) {
      const scale = normal();
      for (let d = 0; d < size; d++) mixed[row * size + d]! += scale * basis[from * size + d]!;
    }
  }
  return mixed;
}

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!;
  return sum;
}
