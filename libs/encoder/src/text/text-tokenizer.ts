import type { Word } from '@unseen/domain';
import { alignWords } from './align-words.ts';
import { createTokenizer, type HfTokenizer } from './hf-tokenizer.ts';
import { groupIntoWords, type TokenizerJson } from './word-starts.ts';

/** One text as the first text stage takes it, not padded yet. */
export interface TokenizedText {
  /** Token ids, special tokens included; at most `maxTokens`. */
  readonly ids: readonly number[];
  /** 1 where the id is a piece of the text, 0 where it is a special token. */
  readonly wordMask: readonly number[];
  /** The words and the positions in `ids` that spell them. */
  readonly words: readonly Word[];
  /** Whether the text went on after the last of {@link ids}. */
  readonly truncated: boolean;
}

/** Characters looked at per token the model takes: far above what any language needs, far below what would stall. */
const CHARACTERS_PER_TOKEN = 32;

/** Texts to find out with which special tokens a tokenizer puts around; the first it knows is used. */
const PROBES = ['.', 'a'];

/** Turns texts into token ids and remembers which of them are words. Accepts any string. */
export class TextTokenizer {
  readonly #tokenizer: HfTokenizer;
  readonly #json: TokenizerJson;
  readonly #maxTokens: number;
  readonly #prefix: readonly number[];
  readonly #suffix: readonly number[];
  /** What stands for an empty text where there are no special tokens either: a model takes at least one. */
  readonly #standIn: number;

  /**
   * @param json - parsed `tokenizer.json`
   * @param maxTokens - longer texts are cut, special tokens kept
   * @throws Error when the tokenizer is of a kind that is not supported
   */
  constructor(json: TokenizerJson, maxTokens: number) {
    // Encodings must not depend on what the file says about cutting and padding: both happen here.
    this.#json = { ...json, truncation: null, padding: null } as TokenizerJson;
    this.#tokenizer = createTokenizer(this.#json);
    this.#maxTokens = maxTokens;
    const probes = PROBES.map((text) => ({ text, ids: this.#encode(text, false).ids }));
    const probe = probes.find(({ ids }) => ids.length > 0);
    if (!probe) throw new Error('the tokenizer knows neither "." nor "a"');
    this.#standIn = probe.ids[0]!;
    const whole = this.#encode(probe.text, true).ids;
    const start = whole.findIndex((_, at) => probe.ids.every((id, i) => whole[at + i] === id));
    this.#prefix = whole.slice(0, start);
    this.#suffix = whole.slice(start + probe.ids.length);
    if (this.#prefix.length + this.#suffix.length >= maxTokens) {
      throw new Error(`maxTokens ${maxTokens} leaves no room beside the special tokens`);
    }
  }

  /** Tokenizes one text; of an empty one the special tokens are left. */
  tokenize(text: string): TokenizedText {
    const whole = text.trimStart();
    const visible = whole.slice(0, this.#maxTokens * CHARACTERS_PER_TOKEN).toWellFormed();
    const room = this.#maxTokens - this.#prefix.length - this.#suffix.length;
    const { ids, tokens } = this.#encode(visible, false);
    const body = ids.slice(0, room);
    const all = [...this.#prefix, ...body, ...this.#suffix];
    if (all.length === 0) return { ids: [this.#standIn], wordMask: [0], words: [], truncated: false };
    return {
      ids: all,
      wordMask: [...this.#prefix.map(() => 0), ...body.map(() => 1), ...this.#suffix.map(() => 0)],
      words: this.#words(visible, body, tokens.slice(0, room)),
      truncated: ids.length > room || visible.length < whole.trimEnd().length,
    };
  }

  #words(text: string, ids: readonly number[], tokens: readonly string[]): Word[] {
    const groups = groupIntoWords(tokens, this.#json);
    const surfaces = groups.map((group) =>
      this.#tokenizer
        .decode(
          group.map((i) => ids[i]!),
          { clean_up_tokenization_spaces: false },
        )
        .trim(),
    );
    const written = alignWords(text, surfaces);
    const offset = this.#prefix.length;
    return groups.map((group, i) => ({ text: written[i]!, tokens: group.map((at) => at + offset) }));
  }

  #encode(text: string, specials: boolean): { ids: number[]; tokens: string[] } {
    return this.#tokenizer.encode(text, { add_special_tokens: specials });
  }
}
