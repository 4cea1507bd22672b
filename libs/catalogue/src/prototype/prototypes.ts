import { mean, minus, mix, unit } from './vectors.ts';

/** Exemplars that weigh as much as all the words of a class together; see docs/adr/0010-classes-and-their-prototypes.md. */
export const WORDS_WORTH = 1;

/** How much the visual prototype counts against the text prototype: n / (n + {@link WORDS_WORTH}) for n exemplars. */
export function exemplarShare(exemplars: number): number {
  return exemplars / (exemplars + WORDS_WORTH);
}

/**
 * The text prototype of a class: the mean over its prompt groups, each the mean of its prompts, L2-normalized.
 * @param groups - encodings of `promptGroups`, D floats each, L2-normalized
 */
export function textPrototype(groups: readonly (readonly Float32Array[])[]): Float32Array {
  return unit(mean(groups.map((group) => unit(mean(group)))));
}

/**
 * The prototype pictures are compared with: text and visual prototype mixed by {@link exemplarShare}. The visual one is taken
 * relative to the mean picture, so that it says what sets the class apart and not what all pictures share.
 * @param text - D floats, L2-normalized
 * @param exemplars - picture vectors, D floats each, L2-normalized
 * @param meanPicture - D floats
 * @returns D floats, L2-normalized
 */
export function imagePrototype(
  text: Float32Array,
  exemplars: readonly Float32Array[],
  meanPicture: Float32Array,
): Float32Array {
  if (exemplars.length === 0) return text;
  const visual = unit(mean(exemplars.map((exemplar) => unit(minus(exemplar, meanPicture)))));
  return unit(mix(visual, text, exemplarShare(exemplars.length)));
}
