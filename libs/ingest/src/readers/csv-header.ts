import { AppError, isAppError } from '@unseen/domain';
import { parseRecord } from './csv-records.ts';
import { firstLine, type Line } from './lines.ts';
import { layOut } from './tables/fields.ts';

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
  if (header.names.length > 1 || isKnown(header)) return header;
  const next = await lines.next();
  const below = next.done === true ? undefined : parseHeader(next.value.text(), named);
  return below !== undefined && isKnown(below) ? below : header;
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

/** Whether a header names a picture or a caption. */
function isKnown({ names }: CsvHeader): boolean {
  const { image, captions } = layOut(names);
  return image !== undefined || captions.length > 0;
}

/** The delimiter that a header row has most of outside of quotes. */
export function tellDelimiter(header: string): string {
  const bare = header.replaceAll(/"(?:[^"]|"")*"/g, '');
  const counted = [',', ';', '\t', '|'].map((delimiter) => ({
    delimiter,
    count: bare.split(delimiter).length,
  }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}
