import { soughtWords } from '@unseen/domain';
import type { Line } from '../../test/support/written/written-picture.ts';

/** A piece of text that was read, and where its middle stands, in pixels. */
export interface Fragment {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** How far from a line's middle what is read of it may lie, in sizes of its letters. */
const BESIDE = 1;

/** Words as they are looked up, each as often as it is there. */
export function foldedWords(texts: readonly string[]): string[] {
  return texts.flatMap((text) => soughtWords(text).map(({ tokens }) => tokens[0]!));
}

/** How many of some words are among others, each used once. */
export function shared(some: readonly string[], others: readonly string[]): number {
  const left = [...others];
  return some.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
}

/** Characters of lines that are read wrong, missing or too many: the edits between each line and what is read where it stands. */
export function characterErrors(lines: readonly Line[], fragments: readonly Fragment[]): number {
  const read = lines.map((): { at: number; text: string }[] => []);
  for (const { text, x, y } of fragments) {
    const places = lines.map((line) => placeOn(line, x, y));
    const nearest = places.reduce(
      (best, place, index) => (place.beside < places[best]!.beside ? index : best),
      0,
    );
    if (places[nearest] && places[nearest].beside <= BESIDE)
      read[nearest]!.push({ at: places[nearest].along, text });
  }
  return lines.reduce((sum, { text }, index) => {
    const got = read[index]!.sort((a, b) => a.at - b.at).map((piece) => piece.text);
    return sum + edits(text, got.join(' '));
  }, 0);
}

function placeOn(line: Line, x: number, y: number): { along: number; beside: number } {
  const angle = ((line.angle ?? 0) * Math.PI) / 180;
  const [dx, dy] = [x - line.x, y - line.y];
  const along = dx * Math.cos(angle) + dy * Math.sin(angle);
  const across = dy * Math.cos(angle) - dx * Math.sin(angle);
  return { along, beside: Math.abs(across) / line.size };
}

/** Levenshtein distance. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + Number(a[i - 1] !== b[j - 1])));
    }
    row = next;
  }
  return row[b.length]!;
}
