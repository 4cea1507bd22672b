import type { TextBox } from '../detect/text-box.ts';
import type { ReadCharacter } from './ctc.ts';

/** A part of a line, as shares of its width. */
export interface Piece {
  readonly from: number;
  readonly to: number;
}

/**
 * Divides a line that is too long for one run into equal pieces.
 * @param ratio - width of the line in heights of it
 * @param longest - that of a piece, at most
 * @param overlap - that of what two neighbors share
 */
export function piecesOf(ratio: number, longest: number, overlap: number): Piece[] {
  if (ratio <= longest) return [{ from: 0, to: 1 }];
  const count = Math.ceil((ratio - overlap) / (longest - overlap));
  const width = (ratio + (count - 1) * overlap) / count / ratio;
  return Array.from({ length: count }, (_, index) => {
    const from = (index * (1 - width)) / (count - 1);
    return { from, to: from + width };
  });
}

/** The rectangle of a piece. */
export function boxOfPiece(box: TextBox, { from, to }: Piece): TextBox {
  const along = ((from + to) / 2 - 0.5) * box.width;
  return {
    ...box,
    x: box.x + along * Math.cos(box.angle),
    y: box.y + along * Math.sin(box.angle),
    width: box.width * (to - from),
  };
}

/**
 * Joins what was read of the pieces of a line: where two overlap, up to a space between words as the first read it, and from there on as the
 * second did; without a space there, in the middle.
 */
export function joinPieces(
  pieces: readonly (Piece & { readonly characters: readonly ReadCharacter[] })[],
): ReadCharacter[] {
  let line: ReadCharacter[] = [];
  let reached = 0;
  for (const { from, to, characters } of pieces) {
    const placed = characters.map((each) => ({ ...each, at: from + each.at * (to - from) }));
    const middle = (from + reached) / 2;
    const cut = line
      .filter(({ text, at }) => text === ' ' && at >= from)
      .reduce((best, { at }) => (Math.abs(at - middle) < Math.abs(best - middle) ? at : best), Infinity);
    const end = Number.isFinite(cut) ? cut : middle;
    line = [
      ...line.filter(({ at }) => at <= end),
      ...placed.filter(({ at }) => line.length === 0 || at > end),
    ];
    reached = to;
  }
  return line;
}
