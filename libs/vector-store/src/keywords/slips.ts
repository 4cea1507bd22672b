import { slipLeaves, toleratesSlip, withoutOneLetter } from '@unseen/domain';

/** Words of a source up to which slips are found: titles and names, not the ends of long descriptions. */
const MOST_WITH_SLIPS = 64;
/** What a letter too many or too few leaves of a word; the word itself counts 1. */
const LETTER_WEIGHT = 0.3;
/** The same for another letter; the word itself has all of these, so each counts less. */
const OTHER_LETTER_WEIGHT = 0.15;

/** A term to look for: a word as items hold it, or what is left of one without a letter. */
export interface SlipTerm {
  readonly kind: 'word' | 'rest';
  readonly text: string;
  readonly weight: number;
}

/** What is left of the words of one source of an item without each of their letters: where words one edit apart meet. */
export function restsOf(words: readonly string[]): string[] {
  const some = new Set(words.slice(0, MOST_WITH_SLIPS).filter(toleratesSlip));
  return [...some].flatMap(withoutOneLetter);
}

/**
 * What finds the words one edit away from a word that is searched for, among words and {@link restsOf}: those with a letter more, less or
 * other, and with two neighbors swapped. Some words two edits away are found with them, one letter left out and another put in.
 */
export function slipTerms(word: string): SlipTerm[] {
  if (!slipLeaves(word)) return [];
  const shorter = toleratesSlip(word) ? withoutOneLetter(word) : [];
  return [
    { kind: 'rest', text: word, weight: LETTER_WEIGHT },
    ...shorter.map((text): SlipTerm => ({ kind: 'word', text, weight: LETTER_WEIGHT })),
    ...shorter.map((text): SlipTerm => ({ kind: 'rest', text, weight: OTHER_LETTER_WEIGHT })),
  ];
}
