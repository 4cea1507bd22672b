import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { tableLines } from './table.ts';

const COLUMNS = [
  { title: 'score', align: 'right' },
  { title: 'id', cut: true },
  { title: 'caption', cut: true },
] as const;

/** Lines as they are read, colors aside. */
const lines = (rows: readonly (readonly string[])[], width?: number) =>
  tableLines(COLUMNS, rows, width).map((line) => stripVTControlCharacters(line));

describe('a table for people', () => {
  it('is a header and a line per row, numbers to the right', () => {
    expect(
      lines([
        ['82.3', 'red-apple', 'red apple'],
        ['7.0', 'kiwi', 'kiwi'],
      ]),
    ).toEqual(['score  id         caption', ' 82.3  red-apple  red apple', '  7.0  kiwi       kiwi']);
  });

  it('cuts the widest texts to the terminal, and no more than it must', () => {
    const [, row] = lines([['82.3', 'shoe.jpg', 'a child that runs along the beach']], 30);
    expect(row).toBe(' 82.3  shoe.jpg  a child that…');
    expect(row).toHaveLength(30);
    const [, whole] = lines([['82.3', 'shoe.jpg', 'a child that runs']], 80);
    expect(whole).toContain('a child that runs');
  });

  it('counts wide letters as two cells, and cuts between letters', () => {
    const [, wide, plain] = lines(
      [
        ['1.0', '赤い果物', 'x'],
        ['1.0', 'red-fruit', 'y'],
      ],
      40,
    );
    expect(wide).toBe('  1.0  赤い果物   x');
    expect(plain).toBe('  1.0  red-fruit  y');
  });

  it('lets no caption move the cursor or color the screen', () => {
    const [, row] = tableLines(COLUMNS, [['1.0', 'evil', 'a\u001b[2Jb\nc\u009bd']]);
    expect(row).toBe('  1.0  evil  a [2Jb c d');
  });
});
