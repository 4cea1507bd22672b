import { AppError } from '@unseen/domain';
import { readHeader } from '../csv-header.ts';
import { readCsvRecords } from '../csv-records.ts';
import { fileLines } from '../lines.ts';
import type { LocatedSource, ReaderContext } from '../reader.ts';
import { namesOfData, NO_HEADER } from './fields.ts';
import type { Table, TableRow } from './table.ts';
import { note } from './text-source.ts';

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
  const told = namesOfData(names);
  if (told !== undefined) note(notes, NO_HEADER);
  return {
    names: told ?? names,
    delimiter,
    rowName: 'line',
    rows: async function* () {
      const below = lines();
      if (told === undefined) await readHeader(below);
      for await (const row of readRows(below, delimiter, names.length)) {
        // What names the delimiter is no row.
        if (told === undefined || !isDelimiterLine(row)) yield row;
      }
    },
  };
}

async function* readRows(
  lines: ReturnType<typeof fileLines>,
  delimiter: string,
  width: number,
): AsyncGenerator<TableRow, void, undefined> {
  for await (const record of readCsvRecords(lines, delimiter)) {
    yield { line: record.line, cells: () => fitted(record.fields(), width) };
  }
}

function isDelimiterLine(row: TableRow): boolean {
  try {
    return /^sep=/i.test(String(row.cells()[0]));
  } catch {
    // A row that cannot be read is listed when its turn comes.
    return false;
  }
}

/** Missing cells are empty, surplus empty ones are dropped: spreadsheets write both. @throws AppError `entry_invalid` */
function fitted(fields: string[], width: number): string[] {
  if (fields.slice(width).some((field) => field !== '')) {
    throw new AppError('entry_invalid', `The row has ${fields.length} fields, the header ${width}.`);
  }
  return Array.from({ length: width }, (_, column) => fields[column] ?? '');
}
