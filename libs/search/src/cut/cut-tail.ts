import { innerProduct } from '@unseen/imfa';
import { standardDeviation } from '../fuse/contributions.ts';

/**
 * How far above the background a hit must stand: a share of how far the best hits do, and at least so many standard deviations.
 * What right hits reach depends on the query (a single word two deviations, a sentence four) and on what there is to compare with, so
 * no fixed number serves all; see docs/adr/0004-rescoring-and-fusion.md for the figures.
 */
export const RELEVANCE = { share: 0.35, least: 0.75 } as const;

/** Hits that count as the best, unless there are fewer. */
const BEST = 3;

/** A background that differs less than this says nothing: inner products of unit vectors lie within 1. */
const LEAST_DEVIATION = 1e-3;

/**
 * How far each hit is more about the text than about anything in general, beyond what {@link RELEVANCE} asks for. A hit stands above the
 * background by the text's inner product with its vector, in standard deviations from the mean of the background captions' inner
 * products with the same vector: that takes out that some pictures are near every text (hubs). Several vectors count alike.
 * @param text - D floats
 * @param background - vectors of the background captions
 * @param hits - the vectors of each hit
 * @returns per hit, positive when it is relevant; 0 for a hit without vectors
 */
export function relevanceMargins(
  text: Float32Array,
  background: readonly Float32Array[],
  hits: readonly (readonly Float32Array[])[],
): number[] {
  const heights = hits.map((vectors) =>
    vectors.length === 0 ? undefined : mean(vectors.map((vector) => heightOf(text, background, vector))),
  );
  const best = heights
    .filter((height) => height !== undefined)
    .sort((a, b) => b - a)
    .slice(0, BEST);
  const least = Math.max(RELEVANCE.least, best.length === 0 ? 0 : RELEVANCE.share * mean(best));
  return heights.map((height) => (height === undefined ? 0 : height - least));
}

function heightOf(text: Float32Array, background: readonly Float32Array[], vector: Float32Array): number {
  const scores = background.map((caption) => innerProduct(caption, vector));
  const deviation = Math.max(standardDeviation(scores), LEAST_DEVIATION);
  return (innerProduct(text, vector) - mean(scores)) / deviation;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Where the irrelevant tail starts: the position that makes the sum of margins before it largest, the change point of a
 * cumulative sum (Page, "Continuous inspection schemes", Biometrika 1954). One weak hit among good ones is kept, one lucky
 * hit in the tail does not keep the tail.
 * @param margins - in final order
 * @returns number of hits to keep, 0 when none is relevant
 */
export function tailStart(margins: readonly number[]): number {
  let sum = 0;
  let best = 0;
  let keep = 0;
  for (const [index, margin] of margins.entries()) {
    sum += margin;
    if (sum > best) {
      best = sum;
      keep = index + 1;
    }
  }
  return keep;
}
