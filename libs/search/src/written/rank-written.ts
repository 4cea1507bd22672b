import { soughtWords, type VectorSpaceKey } from '@unseen/domain';
import { queryWords } from '../words/query-words.ts';
import { withSlips, type FoundWritten, type WrittenWords } from './find-written.ts';

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
  const exact = sought.map(({ tokens }) => tokens);
  const found = await written.holders(scope, exact, limit);
  const known = new Set(found.flatMap(({ parts }) => parts));
  const missing = sought.filter(({ fuzzy }, part) => fuzzy !== undefined && !known.has(part));
  const slips = missing.length <= MOST_WITH_SLIPS ? missing : [];
  const groups: readonly (readonly string[])[] =
    slips.length === 0
      ? exact
      : await Promise.all(
          sought.map(async (word) => (slips.includes(word) ? withSlips(written, scope, word) : word.tokens)),
        );
  const held = groups === exact ? found : await written.holders(scope, groups, limit);
  return {
    groups,
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
