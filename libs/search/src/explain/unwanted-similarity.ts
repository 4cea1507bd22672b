import { MODALITIES, type ReadPoint } from '@unseen/domain';
import { innerProduct } from '@unseen/imfa';
import type { UnwantedText } from '../embed/embedded-query.ts';
import { digits, type UnwantedExplanation } from './explanation.ts';

/** Similarity of each unwanted text with every vector a hit has. */
export function unwantedSimilarity(
  unwanted: readonly UnwantedText[],
  point: ReadPoint,
): UnwantedExplanation[] {
  return unwanted.map(({ text, encoding }) => ({
    text,
    ...Object.fromEntries(
      MODALITIES.flatMap((modality) => {
        const vector = point.vectors[modality];
        return vector ? [[modality, digits(innerProduct(encoding.global, vector))]] : [];
      }),
    ),
  }));
}
