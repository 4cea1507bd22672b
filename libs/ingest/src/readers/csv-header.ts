import { AppError, isAppError } from '@unseen/domain';
import { parseRecord } from './csv-records.ts';
import { firstLine, type Line } from './lines.ts';

/** The header row of a table. */
export interface CsvHeader {
  /** Comma, semicolon, tab or bar. */
  readonly delimiter: string;
  readonly names: readonly string[];
}

/** Reads the header row, split at whichever delimiter it has most of; the lines after it are left in the iterator. @throws AppError `source_invalid` */
export async function readHeader(lines: AsyncGenerator<Line, void, undefined>): Promise<CsvHeader> {
  const text = await firstLine(lines);
  const delimiter = tellDelimiter(text);
  try {
    return { delimiter, names: parseRecord(text, delimiter) };
  } catch (error) {
    throw isAppError(error) ? new AppError('source_invalid', `The header row: ${error.message}`) : error;
  }
}

function tellDelimiter(header: string): string {
  const counted = [',', ';', '\t', '|'].map((delimiter) => ({
    delimiter,
    count: header.split(delimiter).length,
  }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}
