/** Words that are true of whatever is stored, and what may stand around them. */
const GENERAL = new Set(
  'any anything everything image images item items photo photograph photographs photos pic pics picture pictures something stuff thing things'.split(
    ' ',
  ),
);
const AROUND = new Set('a all an and every of or some the'.split(' '));

/** Whether a text asks for anything at all ("a picture", "some thing"): every item is that. */
export function isGeneral(text: string): boolean {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return (
    words.some((word) => GENERAL.has(word)) && words.every((word) => GENERAL.has(word) || AROUND.has(word))
  );
}
