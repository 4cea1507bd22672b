import type { TextEncoding, TextLines } from '@unseen/domain';
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

/** The match of a text that brought its lines along. An item is what is asked for when its picture or its caption is. */
export function linedMatch(text: TextEncoding, lines: TextLines): TextMatch {
  if (lines.understood <= 0) return { of: () => 0 };
  const direction = regionDirection(text);
  return {
    of: ({ image, caption, regions }) =>
      Math.max(
        image === undefined ? 0 : probability(pictureOdds(text, lines, direction, image, regions)),
        caption === undefined
          ? 0
          : probability(lines.captionGlobal * innerProduct(text.global, caption) + lines.captionBias),
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
