import { AppError } from '@unseen/domain';
import type { LocatedSource, ReaderContext } from '../reader.ts';
import { openDelimited } from './delimited.ts';
import type { Table } from './table.ts';

/**
 * Opens a table and reads its header. What it is, its first bytes say, whatever it is called: delimited text, an Excel workbook, or Parquet.
 *
 * @param notes - hears what whoever made the table should know
 * @throws AppError `source_invalid`, `source_not_found`
 */
export async function openTable(
  source: LocatedSource,
  context: ReaderContext,
  notes: string[],
): Promise<Table> {
  const head = Buffer.from(await context.root.readHead(source.main, 8, 'source'));
  // What reads the rarer formats is loaded with the first of them.
  if (head.toString('latin1', 0, 4) === 'PAR1') {
    const { openParquet } = await import('./parquet.ts');
    return openParquet(source, context);
  }
  if (head.toString('latin1', 0, 4) === 'PK\x03\x04') {
    const { openSpreadsheet } = await import('./spreadsheet.ts');
    return openSpreadsheet(source, context, notes);
  }
  if (head.toString('hex') === 'd0cf11e0a1b11ae1') {
    throw new AppError(
      'source_invalid',
      'This is an old Excel workbook (.xls): save it as .xlsx or "CSV UTF-8".',
    );
  }
  return openDelimited(source, context, notes);
}
