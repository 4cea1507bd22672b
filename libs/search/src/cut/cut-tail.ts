import { innerProduct } from '@unseen/imfa';
import { standardDeviation } from '../fuse/contributions.ts';

/** Standard deviations above the background a hit must reach; see docs/adr/0004-rescoring-and-fusion.md for the figures behind it. */
export const RELEVANCE_DEVIATIONS = 1.5;

/** A background that differs less than this says nothing: inner products of unit vectors lie within 1. */
const LEAST_DEVIATION = 1e-3;

/**
 * How far each hit is more about the text than about anything in general: for each vector the hit has, the text's inner
 * product with it, in standard deviations above the mean of the background captions' inner products with the same vector,
 * less {@link RELEVANCE_DEVIATIONS}; the best vector counts.
 * Comparing on the same vector takes out that some pictures are near every text (hubs).
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
  return hits.map((vectors) => {
    const margins = vectors.map((vector) => {
      const scores = background.map((caption) => innerProduct(caption, vector));
      const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
      const deviation = Math.max(standardDeviation(scores), LEAST_DEVIATION);
      return (innerProduct(text, vector) - mean) / deviation - RELEVANCE_DEVIATIONS;
    });
    return margins.length === 0 ? 0 : Math.max(...margins);
  });
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
