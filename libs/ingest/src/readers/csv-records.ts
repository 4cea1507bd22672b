import { AppError } from '@unseen/domain';
import { parse } from 'csv-parse/sync';
import type { Line } from './lines.ts';

/** Bytes and lines one quoted record may span. Further than that, the quote is taken to be unclosed and the next line starts anew. */
const MAX_RECORD_BYTES = 1024 * 1024;
const MAX_RECORD_LINES = 20_000;

const QUOTE = 34;

/** One CSV record: where it starts, and its fields when asked for. */
export interface CsvRecord {
  /** Line its first field stands on, from 1. */
  readonly line: number;
  /** @throws AppError `entry_invalid` */
  fields(): string[];
}

/**
 * Groups lines into CSV records (RFC 4180, with stray quotes inside unquoted fields allowed).
 * A quote that is never closed spoils its own line only: the record after it is read as if nothing had happened.
 * Holds at most {@link MAX_RECORD_BYTES}.
 */
export async function* readCsvRecords(
  lines: AsyncIterable<Line>,
  delimiter: string,
): AsyncGenerator<CsvRecord, void, undefined> {
  const source = lines[Symbol.asyncIterator]();
  /** Lines read ahead in search of a closing quote. */
  const ahead: Line[] = [];
  const peek = async (index: number): Promise<Line | undefined> => {
    while (ahead.length <= index) {
      const next = await source.next();
      if (next.done === true) return undefined;
      ahead.push(next.value);
    }
    return ahead[index];
  };

  try {
    for (let first = await peek(0); first !== undefined; first = await peek(0)) {
      const line = first;
      if (line.blank || line.holdsOnly(delimiter.charCodeAt(0))) {
        ahead.shift();
        continue;
      }
      const spanned = line.count(QUOTE) % 2 === 0 ? undefined : await joinQuoted(peek, delimiter);
      ahead.splice(0, spanned?.lines ?? 1);
      yield {
        line: line.number,
        fields: spanned === undefined ? () => parseRecord(line.text(), delimiter) : () => spanned.fields,
      };
    }
  } finally {
    await source.return?.();
  }
}

/** The record that starts on the first line and ends where its quotes are closed; undefined: the line stands alone. */
async function joinQuoted(
  peek: (index: number) => Promise<Line | undefined>,
  delimiter: string,
): Promise<{ lines: number; fields: string[] } | undefined> {
  const texts: string[] = [];
  let quotes = 0;
  let bytes = 0;
  for (let index = 0; index < MAX_RECORD_LINES && bytes <= MAX_RECORD_BYTES; index++) {
    const line = await peek(index);
    bytes += line?.length ?? 0;
    const text = line === undefined ? undefined : textOf(line);
    if (line === undefined || text === undefined) return undefined;
    texts.push(text);
    quotes += line.count(QUOTE);
    // An odd count that parses alone has a stray quote, not an open one.
    if (index > 0 && quotes % 2 !== 0) continue;
    const fields = tryParse(texts.join('\n'), delimiter);
    if (fields !== undefined) return { lines: index + 1, fields };
    if (index > 0) return undefined;
  }
  return undefined;
}

function textOf(line: Line): string | undefined {
  try {
    return line.text();
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

function tryParse(text: string, delimiter: string): string[] | undefined {
  try {
    return parseRecord(text, delimiter);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/**
 * The fields of one record, blanks around them dropped.
 *
 * @throws AppError `entry_invalid` on an unclosed quote or text that is more than one record
 */
export function parseRecord(text: string, delimiter: string): string[] {
  // Most records are this simple, and the parser takes longer to set up than to read one.
  if (!/["\r\n]/.test(text)) return text.split(delimiter).map((field) => field.trim());
  let records: string[][];
  try {
    records = parse(text, { delimiter, relax_quotes: true, relax_column_count: true, trim: true });
  } catch (error) {
    throw new AppError('entry_invalid', 'A quote is not closed, or stands in the wrong place.', {
      cause: error,
    });
  }
  if (records.length !== 1) throw new AppError('entry_invalid', 'The line is not one CSV record.');
  return records[0]!;
}
