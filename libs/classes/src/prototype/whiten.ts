import type { Background } from '../score/background.ts';
import { dot, minus, unit } from './vectors.ts';

/** How far the covariance of pictures is believed against "all directions vary alike", and pictures that takes half of. */
const TRUST = { share: 0.18, pictures: 64 };

/** Sample pictures the covariance is taken from, at most. */
const MOST = 512;

/** Turns a direction into the one that tells it best from the collection. */
type Whiten = (direction: Float32Array) => Float32Array;

const kept = new WeakMap<Background, Whiten>();

/**
 * Turns a direction away from those in which the pictures of a collection vary anyway: the inverse of their covariance, shrunk
 * towards a multiple of one (Ledoit and Wolf, 2004), as linear discriminant analysis has it. What results is still compared by an
 * inner product, so a nearest-neighbor search finds what it reaches. Worked out once per background.
 * @param direction - D floats, relative to the mean picture
 * @returns D floats, L2-normalized
 */
export function whiten(direction: Float32Array, background: Background): Float32Array {
  let made = kept.get(background);
  if (made === undefined) kept.set(background, (made = whitenerOf(background)));
  return made(direction);
}

function whitenerOf({ sample, mean }: Background): Whiten {
  const rows = sample
    .flatMap(({ image }) => image ?? [])
    .slice(0, MOST)
    .map((image) => minus(image, mean.image));
  const n = rows.length;
  if (n < 2) return unit;
  const gram = rows.map((row, i) => Float64Array.from(rows.slice(0, i + 1), (other) => dot(row, other)));
  const trace = gram.reduce((sum, row, i) => sum + row[i]!, 0);
  const share = (TRUST.share * n) / (n + TRUST.pictures);
  // Woodbury's identity: a system of n equations in place of D.
  const ridge = ((1 - share) * trace) / rows[0]!.length / share;
  for (const [i, row] of gram.entries()) row[i]! += ridge;
  if (!factorize(gram)) return unit;
  return (direction) => {
    const weights = solve(
      gram,
      Float64Array.from(rows, (row) => dot(row, direction)),
    );
    const result = Float32Array.from(direction);
    for (const [i, row] of rows.entries()) {
      for (let d = 0; d < result.length; d++) result[d]! -= weights[i]! * row[d]!;
    }
    return unit(result);
  };
}

/** Cholesky's factor in place of the lower triangle. @returns whether there is one */
function factorize(lower: readonly Float64Array[]): boolean {
  for (const [i, row] of lower.entries()) {
    for (let j = 0; j <= i; j++) {
      const other = lower[j]!;
      let sum = row[j]!;
      for (let k = 0; k < j; k++) sum -= row[k]! * other[k]!;
      if (i === j && !(sum > 0)) return false;
      row[j] = i === j ? Math.sqrt(sum) : sum / other[j]!;
    }
  }
  return true;
}

/** Solves for one right side, forwards and back. */
function solve(lower: readonly Float64Array[], right: Float64Array): Float64Array {
  for (const [i, row] of lower.entries()) {
    for (let k = 0; k < i; k++) right[i]! -= row[k]! * right[k]!;
    right[i]! /= row[i]!;
  }
  for (let i = lower.length - 1; i >= 0; i--) {
    right[i]! /= lower[i]![i]!;
    for (let k = 0; k < i; k++) right[k]! -= lower[i]![k]! * right[i]!;
  }
  return right;
}
