import { innerProduct } from '../scoring/inner-product.ts';
import { probability, type TextMatch } from './match.ts';

/** Odds from how far an item stands out for a text: `steepness * (deviations - level)`; see docs/adr/0017-one-scale-of-match.md. */
const ODDS = { steepness: 2, level: 1.9 } as const;

/** A background that differs less than this says nothing: inner products of unit vectors lie within 1. */
const LEAST_DEVIATION = 1e-3;

/**
 * The match under a pack whose texts bring no lines: how far an item is more about the text than about anything in general. It stands out
 * by the text's inner product with its vector, in standard deviations from the mean of general captions' inner products with the same
 * vector: that takes out that some pictures are near every text.
 * @param text - D floats
 * @param background - vectors of general captions, D floats each
 */
export function backgroundMatch(text: Float32Array, background: readonly Float32Array[]): TextMatch {
  const matchOf = (vector: Float32Array) =>
    probability(ODDS.steepness * (deviationsOf(text, background, vector) - ODDS.level));
  return {
    of: ({ image, caption }) =>
      Math.max(0, ...[image, caption].flatMap((each) => (each ? matchOf(each) : []))),
  };
}

function deviationsOf(text: Float32Array, background: readonly Float32Array[], vector: Float32Array): number {
  const scores = background.map((caption) => innerProduct(caption, vector));
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length;
  return (innerProduct(text, vector) - mean) / Math.max(Math.sqrt(variance), LEAST_DEVIATION);
}
