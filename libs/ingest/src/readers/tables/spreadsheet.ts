import { AppError } from '@unseen/domain';
import type { LocatedSource, ReaderContext } from '../reader.ts';
import { isBlankCell } from './cell-types.ts';
import type { Table } from './table.ts';

/** Largest workbook, in bytes: it is read whole. */
const MAX_BYTES = 64 * 2 ** 20;

/** The first sheet of an Excel workbook (.xlsx). */
export async function openSpreadsheet(source: LocatedSource, context: ReaderContext): Promise<Table> {
  const [header = [], ...rows] = await readRows(source, context);
  const names = header.map((name) => (name === null ? '' : String(name as string).trim()));
  return {
    names,
    rowName: 'row',
    async *rows() {
      for (const [index, cells] of rows.entries()) {
        if (cells.every(isBlankCell)) continue;
        yield { line: index + 2, cells: () => names.map((_, column) => cells[column] ?? '') };
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
