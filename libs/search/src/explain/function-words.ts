/** Words that hold a sentence together and show nothing by themselves. */
const FUNCTION_WORDS = new Set(
  (
    'a about above across after against all along among an and another any are around as at away be been before behind being below beneath ' +
    'beside between both but by can did do does down during each either every few for from had has have he her hers him his i if in inside ' +
    'into is it its itself just like many me more most much my near no nor not of off on onto or other our out outside over own past she ' +
    'so some such than that the their them then there these they this those through to too toward towards under until up upon us very was ' +
    'we were what when where which while who whom whose will with within without you your'
  ).split(' '),
);

/** Whether a word shows nothing by itself: its attention and its share of a text would only mislead. */
export function isFunctionWord(word: string): boolean {
  return FUNCTION_WORDS.has(word.toLowerCase());
}

/**
 * The shares of words in a text without those that show nothing; where there are no others, as they are.
 * @returns in the order of the words; they sum to what they summed to before
 */
export function tellingShares(
  words: readonly { readonly text: string; readonly weight: number }[],
): number[] {
  const telling = words.map(({ text, weight }) => (isFunctionWord(text) ? 0 : weight));
  const [all, left] = [sum(words.map(({ weight }) => weight)), sum(telling)];
  return left > 0 ? telling.map((weight) => (weight * all) / left) : words.map(({ weight }) => weight);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
