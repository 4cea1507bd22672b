import { nameKey } from '../name/name-key.ts';

/** Words that name nothing. */
const EMPTY_WORDS = new Set(
  'a an and are as at be by for from has have in into is it its of on one or over some that the their there this to two up with'.split(
    ' ',
  ),
);

/**
 * A name for a group of items, out of their captions: the word, or pair of neighboring words, that most sets the group apart from
 * all captions (frequency in the group times the logarithm of how rare it is elsewhere).
 * @param taken - name keys that must not be proposed: there is a class of that name, or it was proposed already
 * @returns undefined when the captions have nothing else in common
 */
export function proposeName(
  group: readonly string[],
  all: readonly string[],
  taken: ReadonlySet<string> = new Set(),
): string | undefined {
  const counts = new Map<string, number>();
  for (const caption of group)
    for (const term of termsOf(caption)) counts.set(term, (counts.get(term) ?? 0) + 1);
  const everywhere = new Map<string, number>();
  for (const caption of all)
    for (const term of termsOf(caption)) everywhere.set(term, (everywhere.get(term) ?? 0) + 1);
  let best: string | undefined;
  let most = 0;
  for (const [term, count] of counts) {
    if (count < 2 || isTaken(term, taken)) continue;
    const rarity = Math.log((1 + all.length) / (everywhere.get(term) ?? count));
    // A pair says more than either word when it is as frequent.
    const value = count * rarity * (term.includes(' ') ? 1.2 : 1);
    if (value > most) [best, most] = [term, value];
  }
  return best;
}

/** Whether a name, or the same in the plural or the singular, is there already. */
function isTaken(term: string, taken: ReadonlySet<string>): boolean {
  const forms = [term, `${term}s`, `${term}es`, term.replace(/e?s$/, ''), term.replace(/s$/, '')];
  return forms.some((form) => taken.has(form));
}

function termsOf(caption: string): Set<string> {
  const words = nameKey(caption)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1);
  const terms = new Set<string>();
  for (const [i, word] of words.entries()) {
    if (EMPTY_WORDS.has(word)) continue;
    terms.add(word);
    const next = words[i + 1];
    if (next !== undefined && !EMPTY_WORDS.has(next)) terms.add(`${word} ${next}`);
  }
  return terms;
}
