import type { Modality } from '@unseen/domain';
import { mean } from '../prototype/vectors.ts';

/** The sides of an item that are compared with classes. */
export const EVIDENCE = ['image', 'caption'] as const satisfies readonly Modality[];
export type Evidence = (typeof EVIDENCE)[number];

/** The vectors of one item, D floats each, L2-normalized. */
export type ItemVectors = Readonly<Partial<Record<Modality, Float32Array>>>;

/** Items that count as nothing special when a collection is small: the mean is held near zero until it is known. */
const PRIOR_ITEMS = 8;

/** What the items of a collection look like on average: classes are judged by what sets an item apart from that. */
export interface Background {
  readonly mean: Readonly<Record<Evidence, Float32Array>>;
  /** The items the means come from. */
  readonly sample: readonly ItemVectors[];
}

/**
 * The background of a collection, from a random sample of its items.
 * @param dimensions - D
 */
export function backgroundOf(sample: readonly ItemVectors[], dimensions: number): Background {
  const meanOf = (side: Evidence) => {
    const vectors = sample.flatMap((item) => item[side] ?? []);
    if (vectors.length === 0) return new Float32Array(dimensions);
    const trust = vectors.length / (vectors.length + PRIOR_ITEMS);
    return mean(vectors).map((value) => trust * value);
  };
  return { mean: { image: meanOf('image'), caption: meanOf('caption') }, sample };
}
