import { AppError } from '@unseen/domain';
import type { LocatedSource, ReaderContext } from '../reader.ts';
import { isBlankCell } from './cell-types.ts';
import { isHeader, namesOfData, NO_HEADER } from './fields.ts';
import type { Table } from './table.ts';
import { note } from './text-source.ts';

/** Largest workbook, in bytes: it is read whole. */
const MAX_BYTES = 64 * 2 ** 20;

/** Rows above a header that are passed over. */
const MAX_TITLES = 10;

/** The first sheet of an Excel workbook (.xlsx). */
export async function openSpreadsheet(
  source: LocatedSource,
  context: ReaderContext,
  notes: string[],
): Promise<Table> {
  const all = await readRows(source, context);
  const texts = (row: readonly unknown[] = []) =>
    row.map((cell) => (cell === null ? '' : String(cell as string).trim()));
  // People put a title above, and a row of blanks.
  const top = Math.max(
    0,
    all.slice(0, MAX_TITLES).findIndex((row) => isHeader(texts(row))),
  );
  const header = texts(all[top]);
  const told = namesOfData(header);
  if (told !== undefined) note(notes, NO_HEADER);
  const names = told ?? header;
  return {
    names,
    rowName: 'row',
    async *rows() {
      for (const [index, cells] of all.entries()) {
        if (index < top || (index === top && told === undefined) || cells.every(isBlankCell)) continue;
        yield { line: index + 1, cells: () => names.map((_, column) => cells[column] ?? '') };
      }
    },
  };
}

async function readRows(source: LocatedSource, context: ReaderContext): Promise<unknown[][]> {
  let bytes: Uint8Array;
  try {
    bytes = await context.root.readFile(source.main, MAX_BYTES, 'source');
  } catch (error) {
    throw error instanceof AppError && error.code === 'image_too_large'
      ? new AppError(
          'source_invalid',
          `A workbook of more than ${MAX_BYTES / 2 ** 20} MB is not read: save it as "CSV UTF-8".`,
        )
      : error;
  }
  return readWorkbook(bytes);
}

/** The cells of the first sheet of an Excel workbook, row by row. @throws AppError `source_invalid` */
export async function readWorkbook(bytes: Uint8Array): Promise<unknown[][]> {
  // Loaded with the first workbook: most platforms never see one.
  const { readSheet } = await import('read-excel-file/node');
  try {
    return await readSheet(Buffer.from(bytes));
  } catch (error) {
    throw new AppError(
      'source_invalid',
      'The file begins as an Excel workbook does, and cannot be read as one: save it as "CSV UTF-8".',
      {
        cause: error,
      },
    );
  }
}
