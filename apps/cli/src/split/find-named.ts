import pluralize from 'pluralize';

/** Finds the classes a text names. */
export type NameFinder = (text: string) => readonly string[];

/**
 * Makes a finder of classes by their words: in any case, in singular and plural (on both sides), as one word or two
 * ("snow board", "surf-board"), inside longer texts but never inside longer words ("cat" is not in "category").
 * @param classes - names and the words that name them
 */
export function nameFinder(classes: readonly { name: string; synonyms: readonly string[] }[]): NameFinder {
  const byTerm = new Map<string, Set<string>>();
  let longest = 1;
  for (const { name, synonyms } of classes) {
    for (const term of [name, ...synonyms]) {
      const words = wordsOf(term);
      longest = Math.max(longest, words.length);
      // A phrase is also looked for as one word, and one word also as two: both meet in the joined form.
      const joined = words.join('');
      byTerm.set(joined, (byTerm.get(joined) ?? new Set()).add(name));
    }
  }
  const span = Math.max(2, longest);
  return (text) => {
    const words = wordsOf(text);
    const found = new Set<string>();
    words.forEach((_, start) => {
      let joined = '';
      for (const word of words.slice(start, start + span)) {
        joined += word;
        byTerm.get(joined)?.forEach((name) => found.add(name));
      }
    });
    return [...found];
  };
}

/** The words of a text, lower-case, without accents, each in singular. */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => pluralize.singular(word));
}
