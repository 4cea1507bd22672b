import type { TextBox } from '../detect/text-box.ts';
import type { ReadCharacter } from './ctc.ts';

/** A word as it was read on a line. */
export interface LineWord {
  readonly text: string;
  /** Mean probability of its characters, 0 to 1. */
  readonly confidence: number;
  /** Where it begins and ends along the line, as shares of the line's width. */
  readonly from: number;
  readonly to: number;
}

/** What a word holds that can be looked for. */
const SEARCHABLE = /[\p{L}\p{N}]/u;

/** Cuts a line at its spaces; signs without a letter or digit are left out. */
export function splitWords(characters: readonly ReadCharacter[]): LineWord[] {
  const words: LineWord[] = [];
  let start = 0;
  for (let i = 0; i <= characters.length; i++) {
    if (i < characters.length && characters[i]!.text.trim() !== '') continue;
    const own = characters.slice(start, i);
    const text = own
      .map((character) => character.text)
      .join('')
      .normalize('NFC');
    if (SEARCHABLE.test(text)) {
      words.push({
        text,
        confidence: own.reduce((sum, { confidence }) => sum + confidence, 0) / own.length,
        ...extent(characters, start, i - 1),
      });
    }
    start = i + 1;
  }
  return words;
}

/** Half the way to the neighbors on both sides; at the ends of a line as far as to the neighbor inside it, or to the end of the line. */
function extent(line: readonly ReadCharacter[], first: number, last: number): { from: number; to: number } {
  const at = (index: number) => line[index]!.at;
  const half = last > first ? (at(last) - at(first)) / (last - first) / 2 : 1 / 2 / Math.max(1, line.length);
  return {
    from: Math.max(0, at(first) - (first === 0 ? half : Math.min(half, at(first) - at(first - 1)))),
    to: Math.min(1, at(last) + (last === line.length - 1 ? half : Math.min(half, at(last + 1) - at(last)))),
  };
}

/**
 * The upright rectangle around a part of a turned line.
 * @returns left, top, width and height as shares of the picture, inside it
 */
export function boxOfWord(
  line: TextBox,
  { from, to }: Pick<LineWord, 'from' | 'to'>,
  picture: { readonly width: number; readonly height: number },
): [x: number, y: number, width: number, height: number] {
  const [cos, sin] = [Math.cos(line.angle), Math.sin(line.angle)];
  const along = [(from - 0.5) * line.width, (to - 0.5) * line.width];
  const across = [-line.height / 2, line.height / 2];
  const corners = along.flatMap((u) =>
    across.map((v) => [line.x + u * cos - v * sin, line.y + u * sin + v * cos] as const),
  );
  const share = (value: number, size: number) => Math.min(1, Math.max(0, value / size));
  const xs = corners.map(([x]) => share(x, picture.width));
  const ys = corners.map(([, y]) => share(y, picture.height));
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const round = (value: number) => Math.round(value * 1e4) / 1e4;
  return [round(left), round(top), round(Math.max(...xs) - left), round(Math.max(...ys) - top)];
}
