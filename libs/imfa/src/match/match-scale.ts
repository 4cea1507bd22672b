import type { TextEncoding } from '@unseen/domain';
import { BACKGROUND_CAPTIONS } from './background-captions.ts';
import { backgroundMatch } from './background-match.ts';
import { isGeneral } from './general-text.ts';
import { likenessMatch, USUAL_LIKENESS, type Likeness } from './likeness.ts';
import { linedMatch, type TextMatch } from './match.ts';

/** What the manifest of a pack says of match. */
export interface PackMatch {
  /** The match from which on an item counts as what was asked for. */
  readonly line: number;
  readonly likeness: Likeness;
}

/** For a pack that says nothing of it. */
const USUAL: PackMatch = { line: 0.15, likeness: USUAL_LIKENESS };

/** One scale of relevance for every text: by the lines it brings along, or, under a pack of format 1, against general captions. */
export class MatchScale {
  /** The match from which on an item counts as what was asked for. */
  readonly line: number;
  readonly #likeness: Likeness;
  readonly #encode: (text: string) => Promise<TextEncoding>;
  #background: Promise<Float32Array[]> | undefined;

  /**
   * @param match - what the manifest of the pack says of it
   * @param encode - encodes the general captions, once, where the pack needs them
   */
  constructor(match: PackMatch | undefined, encode: (text: string) => Promise<TextEncoding>) {
    const { line, likeness } = match ?? USUAL;
    this.line = line;
    this.#likeness = likeness;
    this.#encode = encode;
  }

  /**
   * The match of a text.
   * @param written - the text itself
   * @throws AppError `encoder_failed`
   */
  async of(text: TextEncoding, written: string): Promise<TextMatch> {
    if (isGeneral(written)) return { of: ({ image, caption }) => (image || caption ? 1 : 0) };
    if (text.lines) return linedMatch(text, text.lines);
    this.#background ??= Promise.all(
      BACKGROUND_CAPTIONS.map(async (caption) => (await this.#encode(caption)).global),
    );
    try {
      return backgroundMatch(text.global, await this.#background);
    } catch (error) {
      this.#background = undefined;
      throw error;
    }
  }

  /** The match of a picture, or of the vectors of an item. */
  like(query: { readonly image?: Float32Array; readonly caption?: Float32Array }): TextMatch {
    return likenessMatch(query, this.#likeness);
  }
}
