import type { TextEncoding, TextLines, Word } from '@unseen/domain';
import { innerProduct } from '../scoring/inner-product.ts';
import { regionDirection, regionEvidence } from './region-evidence.ts';

/** What is at hand of an item: the vectors it has, D floats each, and the regions of its picture. */
export interface MatchEvidence {
  readonly image?: Float32Array;
  readonly caption?: Float32Array;
  readonly regions?: Uint8Array;
}

/** The probability that a text applies to an item. It rests on that item alone, so it is the same in every collection. */
export interface TextMatch {
  /** 0 where the text is not understood, and for an item that has neither picture nor caption. */
  of(item: MatchEvidence): number;
}

/** Whether a text is one the encoder understands; a pack that cannot tell says so of every text. */
export function isUnderstood({ lines }: Pick<TextEncoding, 'lines'>): boolean {
  return lines === undefined || lines.understood > 0;
}

/** A word spelled by this many pieces is one the encoder may never have met. */
const MANY_PIECES = 3;

/** Whether a word is spelled so that it may mean nothing to the encoder even where the text is understood: only by itself that shows. */
export function isOddWord({ text, tokens }: Word): boolean {
  return tokens.length >= MANY_PIECES || !/^[\p{Script=Latin}\p{N}\p{P}]+$/u.test(text);
}

/**
 * Odds taken off a picture whose caption does not say what is asked for: of three captions about two name what a picture shows, so
 * silence speaks against it a little.
 */
export const SILENCE = 1.2;

/** The odds of an item from those of its sides, as far as it has them: a soft maximum, so that both count. */
export function itemOdds(picture: number | undefined, caption: number | undefined): number {
  if (picture === undefined) return caption ?? -Infinity;
  return caption === undefined ? picture : Math.log(Math.exp(caption) + Math.exp(picture - SILENCE));
}

/** The match of a text that brought its lines along. An item is what is asked for when its picture shows or its caption says it. */
export function linedMatch(text: TextEncoding, lines: TextLines): TextMatch {
  if (lines.understood <= 0) return { of: () => 0 };
  const direction = regionDirection(text);
  return {
    of: ({ image, caption, regions }) =>
      probability(
        itemOdds(
          image && pictureOdds(text, lines, direction, image, regions),
          caption && lines.captionGlobal * innerProduct(text.global, caption) + lines.captionBias,
        ),
      ),
  };
}

function pictureOdds(
  text: TextEncoding,
  lines: TextLines,
  direction: Float32Array,
  image: Float32Array,
  regions: Uint8Array | undefined,
): number {
  const score = innerProduct(text.global, image);
  if (regions === undefined) return lines.aloneGlobal * score + lines.aloneBias;
  const regional = regionEvidence(direction, regions);
  return lines.pictureGlobal * score + lines.pictureRegion * regional + lines.pictureBias;
}

/** 1 / (1 + exp(-odds)). */
export function probability(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}
