import type { TextEncoding } from '@unseen/domain';
import { isOddWord, isUnderstood } from '@unseen/imfa';

/** Something about a text that its author should know. */
export interface TextWarning {
  readonly code: 'text_not_understood' | 'text_truncated' | 'language_unsupported';
  readonly detail: string;
  /** The words it is about. */
  readonly words?: readonly string[];
}

/** Words looked at one by one, at most. */
const MOST_WORDS = 8;

/**
 * What is to be said of a text that was encoded: words that mean nothing to the encoder, languages it does not know, an end it did not
 * read.
 * @param encode - encodes single words; only asked where something is odd
 * @throws AppError `encoder_failed`
 */
export async function textWarnings(
  text: string,
  encoding: TextEncoding,
  encode: (text: string) => Promise<TextEncoding>,
): Promise<TextWarning[]> {
  const warnings: TextWarning[] = [];
  const unknown = await unknownWords(text, encoding, encode);
  const foreign = unknown.filter(isForeign);
  if (foreign.length > 0) {
    warnings.push({
      code: 'language_unsupported',
      detail: `The model in use does not read the language of ${quoted(foreign)}.`,
      words: foreign,
    });
  }
  if (unknown.length > 0) {
    const warning = isUnderstood(encoding)
      ? ({
          code: 'text_not_understood',
          detail: `${quoted(unknown)} means nothing to the model in use.`,
        } as const)
      : notUnderstood(text);
    warnings.push({ ...warning, words: unknown });
  }
  if (encoding.truncated) {
    const last = encoding.words.at(-1)?.text ?? '';
    warnings.push({
      code: 'text_truncated',
      detail: `The model in use reads so far: the text is cut after "${last}".`,
    });
  }
  return warnings;
}

/** What is said of a text that means nothing to the encoder as a whole. */
export function notUnderstood(text: string): TextWarning {
  return {
    code: 'text_not_understood',
    detail: `The model in use does not understand "${text}", so nothing matches it.`,
  };
}

async function unknownWords(
  text: string,
  encoding: TextEncoding,
  encode: (text: string) => Promise<TextEncoding>,
): Promise<string[]> {
  const { lines, words } = encoding;
  if (lines === undefined) return [];
  const all = [...new Set(words.map((word) => word.text))];
  const single = all.length <= 1;
  if (!isUnderstood(encoding)) {
    if (single) return [all[0] ?? text];
    const odd = await unknownAmong(all, encode);
    return odd.length > 0 ? odd : all.slice(0, MOST_WORDS);
  }
  const odd = words.filter(isOddWord).map((word) => word.text);
  return single || odd.length === 0 ? [] : unknownAmong([...new Set(odd)], encode);
}

async function unknownAmong(
  words: readonly string[],
  encode: (text: string) => Promise<TextEncoding>,
): Promise<string[]> {
  const some = words.slice(0, MOST_WORDS);
  const encodings = await Promise.all(some.map(encode));
  return some.filter((_, at) => !isUnderstood(encodings[at]!));
}

/** Whether a word is written in letters other than Latin ones. */
function isForeign(word: string): boolean {
  return /\p{L}/u.test(word) && !/\p{Script=Latin}/u.test(word);
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `"${word}"`).join(', ');
}
