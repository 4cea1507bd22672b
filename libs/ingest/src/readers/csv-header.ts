import { AppError, isAppError } from '@unseen/domain';
import { parseRecord } from './csv-records.ts';
import { firstLine, type Line } from './lines.ts';
import { isHeader, namesOfData } from './tables/fields.ts';

/** What may stand between fields; where two occur as often, the first. */
const DELIMITERS = ['\t', ',', ';', '|'];

/** The header row of a table. */
export interface CsvHeader {
  /** Comma, semicolon, tab or bar. */
  readonly delimiter: string;
  readonly names: readonly string[];
}

/**
 * Reads the header row, split at whichever delimiter it has most of outside of quotes, or at the one that a line `sep=;` before it names, as Excel writes
 * it; the lines after it are left in the iterator. A line before it that holds but a name, as Numbers writes that of the table, is passed over. Columns at
 * the end without a name are dropped.
 *
 * @throws AppError `source_invalid`
 */
export async function readHeader(lines: AsyncGenerator<Line, void, undefined>): Promise<CsvHeader> {
  let text = await firstLine(lines);
  const [, named] = /^"?sep=(.)"?$/i.exec(text) ?? [];
  if (named !== undefined) text = await firstLine(lines);
  const header = parseHeader(text, named);
  if (isHeader(header.names)) return header;
  // A row of data may have commas in its text.
  const row = (named === undefined ? DELIMITERS : [named])
    .map((delimiter) => tryHeader(text, delimiter))
    .find((each) => each && namesOfData(each.names) && each.names.length >= Math.min(2, header.names.length));
  if (row !== undefined || header.names.length > 1) return row ?? header;
  const next = await lines.next();
  const below = next.done === true ? undefined : parseHeader(next.value.text(), named);
  return below !== undefined && isHeader(below.names) ? below : header;
}

function tryHeader(text: string, delimiter: string): CsvHeader | undefined {
  try {
    return parseHeader(text, delimiter);
  } catch (error) {
    if (isAppError(error)) return undefined;
    throw error;
  }
}

function parseHeader(text: string, named: string | undefined): CsvHeader {
  const delimiter = named ?? tellDelimiter(text);
  try {
    const names = parseRecord(text, delimiter);
    return { delimiter, names: names.slice(0, names.findLastIndex((name) => name !== '') + 1) };
  } catch (error) {
    throw isAppError(error) ? new AppError('source_invalid', `The header row: ${error.message}`) : error;
  }
}

/** The delimiter that a header row has most of outside of quotes. */
export function tellDelimiter(header: string): string {
  const bare = header.replaceAll(/"(?:[^"]|"")*"/g, '');
  const counted = DELIMITERS.map((delimiter) => ({
    delimiter,
    count: bare.split(delimiter).length,
  }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}
