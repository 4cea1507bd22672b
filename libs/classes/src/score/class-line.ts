import type { TextEncoding } from '@unseen/domain';
import { isUnderstood, itemOdds, probability } from '@unseen/imfa';
import { dot } from '../prototype/vectors.ts';
import type { ItemVectors } from './background.ts';

/** The odds of one side of an item: `direction * vector + bias`. */
export interface SideLine {
  /** D floats. */
  readonly direction: Float32Array;
  readonly bias: number;
}

/** Where a class begins, for a picture and for a caption: on the scale of match, whatever else a collection holds. */
export interface ClassLine {
  readonly image: SideLine;
  readonly caption: SideLine;
}

/** Bias of a class whose words mean nothing to the model: nothing belongs to it by them. */
export const NOTHING = -20;

/**
 * The line of a class by its words: the mean of the odds of those that the model understands.
 * @param words - encodings of name and synonyms
 * @returns nothing under a pack whose texts bring no lines
 */
export function lineOfWords(words: readonly TextEncoding[]): ClassLine | undefined {
  const [first] = words;
  if (first?.lines === undefined) return undefined;
  const known = words.filter(isUnderstood);
  const side = (slope: 'aloneGlobal' | 'captionGlobal', bias: 'aloneBias' | 'captionBias'): SideLine => {
    const direction = new Float32Array(first.global.length);
    if (known.length === 0) return { direction, bias: NOTHING };
    for (const { global, lines } of known) {
      for (let i = 0; i < direction.length; i++) direction[i]! += (lines![slope] * global[i]!) / known.length;
    }
    const mean = known.reduce((sum, { lines }) => sum + lines![bias], 0) / known.length;
    return { direction, bias: Math.fround(mean) };
  };
  return { image: side('aloneGlobal', 'aloneBias'), caption: side('captionGlobal', 'captionBias') };
}

/** Whether no word of a class was understood: nothing belongs to it by them. */
export function meansNothing({ image, caption }: ClassLine): boolean {
  return image.bias === NOTHING && caption.bias === NOTHING;
}

/** The probability that a class applies to an item. */
export function classMatch({ image, caption }: ClassLine, item: ItemVectors): number {
  const odds = (side: SideLine, vector: Float32Array | undefined) =>
    vector && dot(side.direction, vector) + side.bias;
  return probability(itemOdds(odds(image, item.image), odds(caption, item.caption)));
}

/** A line as numbers to be kept: direction and bias of the picture, then of the caption. */
export function packLine({ image, caption }: ClassLine): Float32Array {
  return Float32Array.of(...image.direction, image.bias, ...caption.direction, caption.bias);
}

/** Reads {@link packLine}. */
export function unpackLine(numbers: Float32Array): ClassLine {
  const size = numbers.length / 2;
  const side = (from: number): SideLine => ({
    direction: numbers.slice(from, from + size - 1),
    bias: numbers[from + size - 1]!,
  });
  return { image: side(0), caption: side(size) };
}
