import type { ItemText } from '@unseen/client';

type Word = ItemText['words'][number];

/** Letters and digits alone, without accents: how words are compared. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

/** Shorter words than this are too common to be what someone looks for. */
const LEAST = 3;

/** Whether a word of a picture is one that was asked for. @param asked - texts of the query */
export function isAsked({ text }: Pick<Word, 'text'>, asked: readonly string[]): boolean {
  const word = plain(text);
  if (word.length === 0) return false;
  const words = asked.flatMap((each) => each.split(/\s+/).map(plain));
  return words.some(
    (other) => other === word || (other.length >= LEAST && word.length >= LEAST && word.includes(other)),
  );
}

/** Words as lines of reading: those whose boxes stand at one height. */
export function linesOf(words: readonly Word[]): string[] {
  const lines: { bottom: number; words: string[] }[] = [];
  for (const { text, box } of words) {
    const [, top = 0, , height = 0] = box;
    const last = lines.at(-1);
    if (last !== undefined && top + height / 2 < last.bottom && top + height > last.bottom - height)
      last.words.push(text);
    else lines.push({ bottom: top + height, words: [text] });
  }
  return lines.map((line) => line.words.join(' '));
}
