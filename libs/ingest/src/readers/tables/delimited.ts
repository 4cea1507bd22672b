import { AppError } from '@unseen/domain';
import { readHeader } from '../csv-header.ts';
import { readCsvRecords } from '../csv-records.ts';
import { fileLines } from '../lines.ts';
import type { LocatedSource, ReaderContext } from '../reader.ts';
import type { Table, TableRow } from './table.ts';

/** A table as delimited text; see `csv-header.ts` for how its delimiter is found. */
export async function openDelimited(
  source: LocatedSource,
  context: ReaderContext,
  notes: string[],
): Promise<Table> {
  const lines = () => fileLines(context.root, source.main, notes);
  const first = lines();
  const { names, delimiter } = await readHeader(first);
  await first.return();
  return { names, delimiter, rowName: 'line', rows: () => readRows(lines(), names.length) };
}

async function* readRows(
  lines: ReturnType<typeof fileLines>,
  width: number,
): AsyncGenerator<TableRow, void, undefined> {
  const { delimiter } = await readHeader(lines);
  for await (const record of readCsvRecords(lines, delimiter)) {
    yield { line: record.line, cells: () => fitted(record.fields(), width) };
  }
}

/** Missing cells are empty, surplus empty ones are dropped: spreadsheets write both. @throws AppError `entry_invalid` */
function fitted(fields: string[], width: number): string[] {
  if (fields.slice(width).some((field) => field !== '')) {
    throw new AppError('entry_invalid', `The row has ${fields.length} fields, the header ${width}.`);
  }
  return Array.from({ length: width }, (_, column) => fields[column] ?? '');
}
