import { digits, type HitExplanation } from '../explain/explanation.ts';
import type { ClassEvidence, ClassLens } from './class-lens.ts';

/**
 * What the classes a query names say of a hit: the likeliest of them, and how much it counted.
 * @param weight - that the window was ordered with
 */
export function explainNamed(
  lens: ClassLens | undefined,
  vectors: ClassEvidence,
  weight: number | undefined,
): HitExplanation['named'] {
  if (lens?.evidence === undefined || weight === undefined) return undefined;
  const probabilities = lens.evidence.probabilities(vectors);
  const probability = Math.max(...probabilities);
  return {
    ...lens.named[probabilities.indexOf(probability)]!,
    probability: digits(probability),
    weight: digits(weight),
  };
}
