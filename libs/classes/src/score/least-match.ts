/** Judgements that count as much as the line of the pack, and expected members in a sample that do. */
const PRIOR = { judgements: 3, members: 2 };

/**
 * The match from which on an item belongs to a class whose members were judged: between the line of the pack and the line that is expected
 * to catch them best, the nearer to the latter the more was judged. Where rejected pictures have lowered what is like them, one line for
 * all classes leaves too much or too little.
 * @param usual - the line of the pack
 * @param judgements - pictures confirmed and rejected
 * @param matches - of a sample of the collection, by the line of the class as the judgements moved it
 */
export function leastMatchOf(usual: number, judgements: number, matches: readonly number[]): number {
  const expected = matches.reduce((sum, match) => sum + match, 0);
  const share = (judgements / (judgements + PRIOR.judgements)) * (expected / (expected + PRIOR.members));
  const odds = share * logit(bestLine(matches, expected)) + (1 - share) * logit(usual);
  return 1 / (1 + Math.exp(-odds));
}

/** The line at which the expected F1 is highest (Lipton, Elkan and Naryanaswamy, ECML 2014), where matches are probabilities. */
function bestLine(matches: readonly number[], expected: number): number {
  let [right, most, line] = [0, 0, 1];
  for (const [at, match] of matches.toSorted((a, b) => b - a).entries()) {
    right += match;
    const f1 = (2 * right) / (at + 1 + expected);
    if (f1 > most) [most, line] = [f1, match];
  }
  return line;
}

function logit(probability: number): number {
  const inside = Math.min(Math.max(probability, 1e-6), 1 - 1e-6);
  return Math.log(inside / (1 - inside));
}
