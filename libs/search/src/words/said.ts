import { indexOfRun, singular, wordsOf } from '@unseen/domain';
import { GRAMMAR } from './query-words.ts';

/** Words that turn what follows them into its opposite. */
const NEGATIONS = new Set('no not without ohne kein keine keinen sans sin senza'.split(' '));
/** How far before a word its negation may stand, counted in words: "without a hat", "no long sleeves". */
const REACH = 2;

/** Whether a caption says something in so many words. */
export type Said = (caption: string) => boolean;

/**
 * Whether captions say what a text says: its words next to one another and in its order, singular or plural, and not denied ("without a
 * hat" says no hat). Words that only serve the grammar do not count.
 * @returns nothing for a text without other words
 */
export function saidIn(text: string): Said | undefined {
  const asked = tellingWords(text);
  if (asked.length === 0) return undefined;
  return (caption) => {
    const words = tellingWords(caption);
    for (let from = 0; ;) {
      const at = indexOfRun(words.slice(from), asked);
      if (at < 0) return false;
      const place = from + at;
      if (!words.slice(Math.max(0, place - REACH), place).some((word) => NEGATIONS.has(word))) return true;
      from = place + 1;
    }
  };
}

function tellingWords(text: string): string[] {
  return wordsOf(text)
    .filter((word) => NEGATIONS.has(word) || !GRAMMAR.has(word))
    .map(singular);
}
