import { columnName, headerProblem, readCsvRow } from '../transfer/csv-row.ts';
import { type ImportRow } from '../transfer/imported-class.ts';
import { AppError, isAppError, messageOf } from '@unseen/domain';
import { tellDelimiter } from '@unseen/ingest';
import { CsvError, parse, type Parser } from 'csv-parse';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Bytes one record may have. */
const RECORD_BYTES = 256 * 1024;

/**
 * Streams the classes of a CSV file; only the record at hand is held. Separated by commas, semicolons, tabs or bars, as the first line is; UTF-8, or
 * UTF-16 with its mark.
 * @throws AppError `import_invalid` when the file is not UTF-8, has no header, or a quote is never closed
 */
export async function* readCsv(source: Readable): AsyncGenerator<ImportRow, void, undefined> {
  // Not by pipeline(): that would destroy a request's connection before its answer is sent.
  const text = strictText();
  source.once('error', (error) => text.destroy(error));
  source.pipe(text);
  const parts = text[Symbol.asyncIterator]() as AsyncIterator<string>;
  let header: readonly string[] | undefined;
  try {
    const { start, delimiter, skipped } = await readStart(parts);
    const parser = parse({
      info: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: RECORD_BYTES,
    });
    void feed(parser, start, parts);
    for await (const row of parser as AsyncIterable<{ info: { lines: number }; record: string[] }>) {
      const place = `line ${row.info.lines + skipped}`;
      if (row.record.every((cell) => cell.trim() === '')) continue;
      if (header === undefined) {
        header = row.record.map(columnName);
        header = header.slice(0, header.findLastIndex((name) => name !== '') + 1);
        const problem = headerProblem(header);
        if (problem !== undefined) throw invalidImport(place, problem);
      } else yield { place, read: readCsvRow(header, row.record) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = (error as CsvError & { lines?: number }).lines;
    throw invalidImport(
      line === undefined ? 'the file' : `line ${line}`,
      messageOf(error).replace(/\.$/, ''),
    );
  } finally {
    source.unpipe(text);
    source.resume();
    text.destroy();
  }
  if (header === undefined) throw invalidImport('line 1', 'there is no line that names the columns');
}

/** Reads up to the end of the first line that says something, and tells by it how columns are separated. */
async function readStart(
  parts: AsyncIterator<string>,
): Promise<{ readonly start: string; readonly delimiter: string; readonly skipped: number }> {
  let start = '';
  for (;;) {
    const [, named, rest] = /^\s*"?sep=(.)"?[^\S\r\n]*\r?\n(.*)$/is.exec(start) ?? [];
    if (named !== undefined) return { start: rest!, delimiter: named, skipped: 1 };
    const line = /^\s*(\S[^\r\n]*)[\r\n]/.exec(start)?.[1];
    if (line !== undefined && !/^"?sep=/i.test(line))
      return { start, delimiter: tellDelimiter(line), skipped: 0 };
    const next = await parts.next();
    if (next.done === true || start.length > RECORD_BYTES)
      return {
        start: next.done === true ? start : start + next.value,
        delimiter: tellDelimiter(start),
        skipped: 0,
      };
    start += next.value;
  }
}

/** Passes text on to a parser as fast as it takes it; what goes wrong with the text is the parser's error. */
async function feed(parser: Parser, start: string, parts: AsyncIterator<string>): Promise<void> {
  try {
    await pipeline(async function* () {
      yield start;
      for (let next = await parts.next(); next.done !== true; next = await parts.next()) yield next.value;
    }, parser);
  } catch {
    // Whoever reads the parser has heard of it.
  }
}

/** Lets text through as it is, without its mark, and nothing that would have to be replaced. */
function strictText(): Transform {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  const decode = (done: (error: Error | null, text?: string) => void, bytes?: Uint8Array) => {
    let text: string;
    try {
      decoder ??= new TextDecoder(encodingOf(bytes), { fatal: true });
      text = decoder.decode(bytes, { stream: bytes !== undefined });
    } catch (error) {
      return done(
        isAppError(error)
          ? error
          : invalidImport('the file', 'is not UTF-8; in Excel, save it as "CSV UTF-8"'),
      );
    }
    done(null, text);
  };
  return new Transform({
    readableObjectMode: true,
    transform: (chunk: Buffer, _encoding, done) => decode(done, chunk),
    flush: (done) => decode(done),
  });
}

/** @throws AppError `import_invalid` for a workbook */
function encodingOf(start: Uint8Array = new Uint8Array()): string {
  const mark = Buffer.from(start.subarray(0, 4)).toString('hex');
  if (mark === '504b0304' || mark === 'd0cf11e0')
    throw invalidImport('the file', 'is an Excel workbook; save it as "CSV UTF-8"');
  return mark.startsWith('fffe') ? 'utf-16le' : mark.startsWith('feff') ? 'utf-16be' : 'utf-8';
}

/** What is wrong with a file of classes, and where. */
export function invalidImport(field: string, message: string): AppError {
  return new AppError('import_invalid', `${field}: ${message}.`, { errors: [{ field, message }] });
}
