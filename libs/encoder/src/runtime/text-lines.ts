import type { TextLines, Word } from '@unseen/domain';

/** The columns of a pack's `match` output, in order. */
export const LINE_COLUMNS = [
  'pictureGlobal',
  'pictureRegion',
  'pictureBias',
  'aloneGlobal',
  'aloneBias',
  'captionGlobal',
  'captionBias',
  'understood',
] as const satisfies readonly (keyof TextLines)[];

/** The lines of one text from its row of the `match` output. */
export function readLines(row: Float32Array): TextLines {
  return Object.fromEntries(LINE_COLUMNS.map((name, at) => [name, row[at]!])) as Record<
    (typeof LINE_COLUMNS)[number],
    number
  >;
}

/** Letters and digits of the scripts a text side may read. */
const READABLE = { Latin: /[\p{Script=Latin}\p{Nd}]/u } as const;

/** The lines of a text, which is not understood when none of its words is written in the script the pack reads. */
export function withoutForeign(
  lines: TextLines,
  words: readonly Word[],
  script: keyof typeof READABLE | undefined,
): TextLines {
  const foreign =
    script !== undefined && words.length > 0 && !words.some(({ text }) => READABLE[script].test(text));
  return foreign ? { ...lines, understood: Math.min(lines.understood, -1) } : lines;
}
