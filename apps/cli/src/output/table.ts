import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import { styleText } from 'node:util';
import { printable } from './printable.ts';

/** A column of a table. */
export interface Column {
  readonly title: string;
  /** Numbers stand to the right. */
  readonly align?: 'right';
  /** Texts that may be cut where the terminal is too narrow. */
  readonly cut?: true;
}

const GAP = '  ';
/** A column is not cut below this many cells. */
const MIN_CELLS = 8;

/**
 * A table as lines: a header, then a line per row, in columns by the widest cell.
 * @param rows - texts of any length; what would move the cursor or end a line is shown as a space
 * @param width - cells of the terminal; columns that may be cut are, the widest first
 */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width = Infinity,
): string[] {
  const cells = [columns.map(({ title }) => title), ...rows.map((row) => row.map(printable))];
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => stringWidth(row[i]!))));
  shrink(columns, widths, width);
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => {
        const text = cliTruncate(cell, widths[i]!);
        const space = ' '.repeat(widths[i]! - stringWidth(text));
        return columns[i]!.align === 'right' ? space + text : text + space;
      })
      .join(GAP)
      .trimEnd();
  const [header, ...body] = cells.map(line);
  return [styleText('dim', header!), ...body];
}

/** Prints a table as wide as the terminal; whole where nobody watches one. */
export function printTable(columns: readonly Column[], rows: readonly (readonly string[])[]): void {
  for (const line of tableLines(columns, rows, terminalWidth())) console.log(line);
}

/** Cells of a line of the terminal; no end where standard output is none. */
export function terminalWidth(): number {
  return process.stdout.isTTY ? process.stdout.columns : Infinity;
}

function shrink(columns: readonly Column[], widths: number[], width: number): void {
  const over = () => widths.reduce((sum, cells) => sum + cells, GAP.length * (widths.length - 1)) > width;
  while (over()) {
    const widest = columns.reduce(
      (best, { cut }, i) => (cut && widths[i]! > (widths[best] ?? MIN_CELLS) ? i : best),
      -1,
    );
    if (widest === -1) return;
    widths[widest]! -= 1;
  }
}
