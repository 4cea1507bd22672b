import { digits, type HitExplanation } from '../explain/explanation.ts';
import type { CheckedRequest } from '../query/check-request.ts';
import type { ClassEvidence } from './class-lens.ts';
import { namedWeight } from './weigh-named.ts';

/** What the classes a query names say of a hit: the likeliest of them, and how much it counted. */
export function explainNamed(request: CheckedRequest, vectors: ClassEvidence): HitExplanation['named'] {
  const { lens, image, itemId } = request;
  if (lens?.evidence === undefined) return undefined;
  const probabilities = lens.evidence.probabilities(vectors);
  const probability = Math.max(...probabilities);
  const withPicture = image !== undefined || itemId !== undefined;
  return {
    ...lens.named[probabilities.indexOf(probability)]!,
    probability: digits(probability),
    weight: digits(namedWeight(lens.evidence, withPicture)),
  };
}
