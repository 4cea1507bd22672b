import { createHash } from 'node:crypto';
import { keywordSources, type VectorPoint } from '@unseen/domain';

/** Letters of a term that tell its source. */
export const SOURCE_LETTERS = 4;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const MOST_SOURCES_KEPT = 1_000;
const codes = new Map<string, string>();

/** All terms of a point, as the text of its column. */
export function keywordText(point: VectorPoint): string {
  return [...keywordSources(point)]
    .flatMap(([source, words]) => words.map((word) => keywordTerm(source, word)))
    .join(' ');
}

/**
 * A word and where it stands as one term of the index. Nothing but letters and digits: the index looks for slips in such terms alone. A
 * million sources have codes of their own; fields that share one are looked into together.
 */
export function keywordTerm(source: string, word: string): string {
  return codeOf(source) + word;
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
