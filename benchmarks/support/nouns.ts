/** Things that photographs of people and animals outdoors show often enough to be counted. */
export const NOUNS =
  'ball beach bicycle boat boy building car child crowd dog field girl grass hat horse jacket lake man motorcycle mountain ocean player pool river rock shirt skateboard snow stick street swing toy tree water woman'.split(
    ' ',
  );
const PLURALS: Readonly<Record<string, string>> = { child: 'children', man: 'men', woman: 'women' };

/** Whether a photograph shows what a noun says: at least two of its captions name it. */
export function showsNoun(noun: string, captions: readonly string[]): boolean {
  const word = new RegExp(`\\b(${noun}s?|${PLURALS[noun] ?? noun})\\b`, 'i');
  return captions.filter((caption) => word.test(caption)).length >= 2;
}
