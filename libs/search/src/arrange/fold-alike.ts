import { innerProduct } from '@unseen/imfa';

/**
 * The likeness from which on two pictures are one that was saved again. Different photographs of one kind of product come to 0.98, so a
 * copy that lost more than a little, to half its size or a coarse JPEG, is not told from them by its vector.
 */
const ALIKE = 0.985;

/**
 * Folds hits into those before them that look the same.
 * @param vectors - of hits in order, D floats each, L2-normalized; undefined for a hit that has none: it is like no other
 * @returns of the hits that stay, their index and how many are folded into each
 */
export function foldAlike(
  vectors: readonly (Float32Array | undefined)[],
): { readonly index: number; readonly alike: number }[] {
  const kept: { readonly index: number; readonly vector: Float32Array | undefined; alike: number }[] = [];
  for (const [index, vector] of vectors.entries()) {
    const same = vector && kept.find((hit) => hit.vector && innerProduct(hit.vector, vector) >= ALIKE);
    if (same) same.alike += 1;
    else kept.push({ index, vector, alike: 0 });
  }
  return kept.map(({ index, alike }) => ({ index, alike }));
}
