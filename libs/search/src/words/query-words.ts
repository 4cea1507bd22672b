import { CAPTIONS_SOURCE, ID_SOURCE, writtenWords, wordsIn, type WrittenWord } from '@unseen/domain';

/** What a text looks for in the words of items. */
export interface QueryWords {
  /** Folded; none of them only serves the grammar. */
  readonly words: readonly string[];
  /** Where they may stand. */
  readonly sources: readonly string[];
  /** `codes`: every word has a digit in it. */
  readonly kind: 'words' | 'codes';
  /** The words as they are divided by blanks. */
  readonly written: readonly WrittenWord[];
}

/** Words a search looks for, at most; the rest of a longer text is left to its vector. */
const MOST_WORDS = 32;

/** Words that stand in every sentence and say nothing of what it is about. */
export const GRAMMAR: ReadonlySet<string> = new Set(
  'a an the of in on at and or with without to for from by is are was were be it its this that these those as'.split(
    ' ',
  ),
);

/**
 * The words of a text that are worth looking for.
 * @param fields - metadata fields that are searched beside id and captions
 * @returns nothing for a text without such words
 */
export function queryWords(text: string, fields: readonly string[] = []): QueryWords | undefined {
  const telling = writtenWords(text).filter(({ whole }) => !GRAMMAR.has(whole));
  const written = telling.slice(0, MOST_WORDS);
  if (written.length === 0) return undefined;
  return {
    words: wordsIn(written.map(({ parts }) => parts.join('-')).join(' ')),
    sources: [ID_SOURCE, CAPTIONS_SOURCE, ...fields],
    kind: written.every(({ whole }) => /\p{N}/u.test(whole)) ? 'codes' : 'words',
    written,
  };
}
