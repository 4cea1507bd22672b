import { foldText } from '../filter/texts.ts';

/** Longer words are codes nobody types. */
const LONGEST_WORD = 64;

/**
 * The words of a text as keyword search compares them, folded. What punctuation divides stands in its parts and as a whole:
 * `AB-123` is `ab`, `123` and `ab123`, so it is found however people write it.
 */
export function wordsIn(text: string): string[] {
  return writtenWords(text).flatMap(({ parts, whole }) => (parts.length > 1 ? [...parts, whole] : parts));
}

/** A word between blanks: the parts that punctuation makes of it, and all of it without punctuation. */
export interface WrittenWord {
  readonly parts: readonly string[];
  readonly whole: string;
}

/** The words between blanks that have a letter or digit. */
export function writtenWords(text: string): WrittenWord[] {
  return foldText(text)
    .split(/\s+/u)
    .map((piece) => (piece.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(shortened))
    .filter((parts) => parts.length > 0)
    .map((parts) => ({ parts, whole: shortened(parts.join('')) }));
}

/** Letters a word has for a slip to leave it recognizable. */
const RECOGNIZABLE = 5;

/** Whether a word is long enough to be found with a slip in it; numbers and codes are only found as they are. */
export function toleratesSlip(word: string): boolean {
  return word.length >= RECOGNIZABLE && !/\p{N}/u.test(word);
}

/** Whether a word may be what a slip leaves of a word that {@link toleratesSlip}: a letter may be missing. */
export function slipLeaves(word: string): boolean {
  return word.length >= RECOGNIZABLE - 1 && !/\p{N}/u.test(word);
}

/** Whether a word that is searched for may be one that an item holds, written with a slip: of the two, the longer tells. */
export function isSlipOf(asked: string, held: string): boolean {
  return (
    slipLeaves(asked) &&
    slipLeaves(held) &&
    (toleratesSlip(asked) || toleratesSlip(held)) &&
    withinOneEdit(asked, held)
  );
}

/** A word with each of its letters left out in turn. */
export function withoutOneLetter(word: string): string[] {
  const letters = [...word];
  return [...new Set(letters.map((_, at) => letters.toSpliced(at, 1).join('')))];
}

/** Whether two words are one edit apart at most: a letter more, less or other, or two neighbors swapped. */
export function withinOneEdit(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  );
}

function shortened(word: string): string {
  return word.slice(0, LONGEST_WORD).toWellFormed();
}
