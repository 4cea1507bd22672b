import type { Row } from '../../benchmarks/embedded/row.ts';

/** What stands before and after the table in the README. */
export const MARKS = ['<!-- speed: npm run speed -->', '<!-- /speed -->'] as const;

/** What `npm run bench -- embedded --json FILE` writes. */
export interface SpeedResult {
  readonly pictures: number;
  readonly rows: readonly Row[];
}

/** The table of speed as Markdown. */
export function renderSpeed({ rows }: SpeedResult): string {
  const shown = rows.filter((row) => !row.detail);
  const cells = shown.map(({ what, measured, reference, ratio }) => [
    what,
    measured,
    ratio === undefined ? reference : `${digits(ratio)} times ${reference}`,
  ]);
  const head = ['What', 'Measured', 'Reference'];
  const widths = head.map((cell, i) => Math.max(cell.length, ...cells.map((line) => line[i]!.length)));
  const line = (each: readonly string[]) =>
    `| ${each.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}

/** The README with the table between its marks. @throws Error when the marks are missing */
export function withSpeed(readme: string, table: string): string {
  const [open, close] = MARKS.map((mark) => readme.indexOf(mark)) as [number, number];
  if (open < 0 || close < open) throw new Error(`The README has no "${MARKS[0]}" ... "${MARKS[1]}".`);
  return `${readme.slice(0, open + MARKS[0].length)}\n\n${table}\n\n${readme.slice(close)}`;
}

function digits(ratio: number): string {
  return ratio >= 10 ? ratio.toFixed(0) : ratio >= 1 ? ratio.toFixed(1) : ratio.toFixed(2);
}
