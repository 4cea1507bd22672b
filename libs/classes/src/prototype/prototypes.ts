import type { Background } from '../score/background.ts';
import { mean, minus, mix, unit } from './vectors.ts';
import { whiten } from './whiten.ts';

/** Exemplars that weigh as much as all the words of a class together; see docs/adr/0008-classes-and-their-prototypes.md. */
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
 * relative to the mean picture and to how pictures vary (see `whiten`), so that it says what sets the class apart and not what all
 * pictures share.
 * @param text - D floats, L2-normalized
 * @param exemplars - picture vectors, D floats each, L2-normalized
 * @returns D floats, L2-normalized
 */
export function imagePrototype(
  text: Float32Array,
  exemplars: readonly Float32Array[],
  background: Background,
): Float32Array {
  if (exemplars.length === 0) return text;
  const center = mean(exemplars.map((exemplar) => unit(minus(exemplar, background.mean.image))));
  return unit(mix(whiten(center, background), text, exemplarShare(exemplars.length)));
}
