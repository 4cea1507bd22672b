/** The parts of a `tokenizer.json` that say how a token shows where words begin. */
export interface TokenizerJson {
  readonly model: {
    readonly type?: string;
    readonly continuing_subword_prefix?: string | null;
    readonly end_of_word_suffix?: string | null;
  };
}

/** Marks that SentencePiece and byte-level BPE put before the first piece of a word. */
const WORD_STARTS = ['\u2581', '\u0120'];

/**
 * Groups the tokens of one text into words, by the tokenizer's own marks: `##` of WordPiece, `</w>` of CLIP's BPE,
 * `▁` of SentencePiece, `Ġ` of byte-level BPE.
 * @param tokens - the pieces, special tokens left out
 * @returns positions into `tokens`, one list per word, in order
 */
export function groupIntoWords(tokens: readonly string[], tokenizer: TokenizerJson): number[][] {
  const words: number[][] = [];
  tokens.forEach((token, i) => {
    if (i === 0 || startsWord(token, tokens[i - 1]!, tokenizer)) words.push([i]);
    else words.at(-1)!.push(i);
  });
  return words;
}

function startsWord(token: string, previous: string, { model }: TokenizerJson): boolean {
  if (model.end_of_word_suffix) return previous.endsWith(model.end_of_word_suffix);
  if (model.type === 'WordPiece') return !token.startsWith(model.continuing_subword_prefix || '##');
  return WORD_STARTS.some((mark) => token.startsWith(mark));
}
