import { innerProduct } from '../scoring/inner-product.ts';
import { probability, type TextMatch } from './match.ts';

/** Odds that two things show the same: `slope * (inner product) + bias`. */
export interface LikenessOdds {
  readonly slope: number;
  readonly bias: number;
}

/** What a pack says of likeness: picture with picture, caption with caption. */
export interface Likeness {
  readonly pictures: LikenessOdds;
  readonly captions: LikenessOdds;
}

/** For a pack that says nothing of it. */
export const USUAL_LIKENESS: Likeness = {
  pictures: { slope: 12, bias: -9 },
  captions: { slope: 12, bias: -9 },
};

/**
 * The match of a picture or of a whole item: the probability that another item shows the same kind of thing. Only like is compared with
 * like: an item that has no side in common with the query has a match of 0.
 */
export function likenessMatch(
  query: { readonly image?: Float32Array; readonly caption?: Float32Array },
  { pictures, captions }: Likeness,
): TextMatch {
  const between = (
    a: Float32Array | undefined,
    b: Float32Array | undefined,
    { slope, bias }: LikenessOdds,
  ) => (a === undefined || b === undefined ? 0 : probability(slope * innerProduct(a, b) + bias));
  return {
    of: ({ image, caption }) =>
      Math.max(between(query.image, image, pictures), between(query.caption, caption, captions)),
  };
}
