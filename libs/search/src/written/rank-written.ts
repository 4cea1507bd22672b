import { soughtWords, type SoughtWord, type VectorSpaceKey } from '@unseen/domain';
import { queryWords } from '../words/query-words.ts';
import { lookUpWords, slipsOf, type FoundWritten, type WrittenWords } from './find-written.ts';

/** An item in whose picture words of a text are written. */
export interface WrittenHolding {
  readonly itemId: string;
  /** Higher where more of the words, and rarer ones, are written. */
  readonly score: number;
  /** How many of the words are written, 0 to 1. */
  readonly share: number;
}

/** Where the words of a text are written, most and rarest first. */
export interface RankedWritten extends Pick<FoundWritten, 'groups'> {
  readonly holdings: readonly WrittenHolding[];
}

/** Words that stand nowhere as they are and are looked for with a slip, at most. */
const MOST_WITH_SLIPS = 4;
/** A text of more words is a sentence about what is shown: slips are not looked for. */
const MOST_SOUGHT = 2 * MOST_WITH_SLIPS;

/**
 * Ranks the items in whose pictures words of a text are written. What is easily confused is folded; a word that is written nowhere is
 * looked for with a slip.
 * @throws AppError `ledger_unavailable`
 */
export async function rankWritten(
  written: WrittenWords,
  scope: Pick<VectorSpaceKey, 'tenant' | 'collection'>,
  text: string,
  limit: number,
): Promise<RankedWritten> {
  const telling = queryWords(text)?.written ?? [];
  const sought = soughtWords(telling.map(({ parts }) => parts.join('-')).join(' '));
  if (sought.length === 0) return { groups: [], holdings: [] };
  // Most texts have no word that is written anywhere: they cost this one look-up.
  const words = await lookUpWords(written, scope, sought, sought.length <= MOST_SOUGHT);
  const known = new Set(words);
  const isMissing = ({ tokens }: SoughtWord) => !tokens.some((token) => known.has(token));
  const slips =
    sought.filter((word) => word.fuzzy !== undefined && isMissing(word)).length <= MOST_WITH_SLIPS;
  const groups = sought.map((word) =>
    isMissing(word) && slips ? [...word.tokens, ...slipsOf(word, words)] : word.tokens,
  );
  const held = groups.flat().some((word) => known.has(word))
    ? await written.holders(scope, groups, limit)
    : [];
  return {
    groups: held.length === 0 ? [] : groups,
    holdings: held.map(({ id, score, parts }) => ({
      itemId: id,
      score,
      share: parts.length / sought.length,
    })),
  };
}

const QUOTED = /(?<=^|\s)["“„]([^"“”„]+)["”“](?=$|[\s.,;:!?])/gu;

/** The words of a text that stand in quotation marks: they must be written. */
export function quotedWords(text: string): string[] {
  return Array.from(text.matchAll(QUOTED), ([, words]) => words!.trim()).filter((words) => words !== '');
}
