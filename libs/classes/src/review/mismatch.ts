import { dot } from '../prototype/vectors.ts';

/**
 * How well a caption fits its picture against captions of other pictures: its inner product with the picture in standard deviations
 * above theirs. Below about 0, other items' captions fit as well or better.
 * @param image - D floats
 * @param caption - D floats
 * @param others - captions of other items, D floats each
 * @returns the deviation, and the share of the others that fit better
 */
export function captionFit(
  image: Float32Array,
  caption: Float32Array,
  others: readonly Float32Array[],
): { readonly deviation: number; readonly betterShare: number } {
  const own = dot(image, caption);
  const scores = others.map((other) => dot(image, other));
  const mean = scores.reduce((sum, score) => sum + score, 0) / Math.max(scores.length, 1);
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / Math.max(scores.length, 1);
  return {
    deviation: (own - mean) / Math.max(Math.sqrt(variance), 1e-3),
    betterShare: scores.filter((score) => score > own).length / Math.max(scores.length, 1),
  };
}
