/**
 * A rough singular of an English word in lower case: enough to make "dogs" and "dog" one word where both sides are put through it.
 */
export function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && /(ss|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && word.endsWith('s') && !/(ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

/** Where one run of words stands in another for the first time; -1 where it does not, or is empty. */
export function indexOfRun(words: readonly string[], run: readonly string[]): number {
  if (run.length === 0) return -1;
  for (let from = 0; from + run.length <= words.length; from++) {
    if (run.every((word, i) => words[from + i] === word)) return from;
  }
  return -1;
}
