import { createHash } from 'node:crypto';
import { ID_SOURCE, keywordSources, type VectorPoint } from '@unseen/domain';
import { restsOf } from '../../keywords/slips.ts';

/** Letters of a term that tell its source. */
const SOURCE_LETTERS = 4;
/** What begins the term of a word without one of its letters; no word has it. */
const REST = '-';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const MOST_SOURCES_KEPT = 1_000;
const codes = new Map<string, string>();

/** All terms of a point, as the text of its column. */
export function keywordText(point: VectorPoint): string {
  return [...keywordSources(point)]
    .flatMap(([source, words]) => [
      ...words.map((word) => keywordTerm(source, word)),
      ...(source === ID_SOURCE ? [] : restsOf(words).map((rest) => restTerm(source, rest))),
    ])
    .join(' ');
}

/**
 * A word and where it stands as one term of the index. A million sources have codes of their own; fields that share one are looked into
 * together.
 */
export function keywordTerm(source: string, word: string): string {
  return codeOf(source) + word;
}

/** What is left of a word without one of its letters, and where the word stands, as one term. */
export function restTerm(source: string, rest: string): string {
  return REST + codeOf(source) + rest;
}

function codeOf(source: string): string {
  const known = codes.get(source);
  if (known !== undefined) return known;
  const bytes = createHash('sha256').update(source).digest();
  const code = Array.from(bytes.subarray(0, SOURCE_LETTERS), (byte) => LETTERS[byte % LETTERS.length]).join(
    '',
  );
  if (codes.size >= MOST_SOURCES_KEPT) codes.clear();
  codes.set(source, code);
  return code;
}
