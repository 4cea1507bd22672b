import { columnName, headerProblem, readCsvRow } from '../transfer/csv-row.ts';
import { type ImportRow } from '../transfer/imported-class.ts';
import { AppError, messageOf } from '@unseen/domain';
import { CsvError, parse } from 'csv-parse';
import { type Readable, Transform } from 'node:stream';

/** Bytes one record may have. */
const RECORD_BYTES = 256 * 1024;

/**
 * Streams the classes of a CSV file; only the record at hand is held.
 * @throws AppError `import_invalid` when the file is not UTF-8, has no header, or a quote is never closed
 */
export async function* readCsv(source: Readable): AsyncGenerator<ImportRow, void, undefined> {
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: RECORD_BYTES,
  });
  // Not by pipeline(): that would destroy a request's connection before its answer is sent.
  const text = strictUtf8();
  for (const each of [source, text]) each.once('error', (error) => parser.destroy(error));
  source.pipe(text).pipe(parser);
  let header: readonly string[] | undefined;
  try {
    for await (const row of parser as AsyncIterable<{ info: { lines: number }; record: string[] }>) {
      const place = `line ${row.info.lines}`;
      if (header === undefined) {
        header = row.record.map(columnName);
        const problem = headerProblem(header);
        if (problem !== undefined) throw invalid(place, problem);
      } else yield { place, read: readCsvRow(header, row.record) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = (error as CsvError & { lines?: number }).lines;
    throw invalid(line === undefined ? 'the file' : `line ${line}`, messageOf(error).replace(/\.$/, ''));
  } finally {
    source.unpipe(text);
    source.resume();
    parser.destroy();
  }
  if (header === undefined) throw invalid('line 1', 'there is no line that names the columns');
}

/** Lets text through as it is, and nothing that would have to be replaced. */
function strictUtf8(): Transform {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const decode = (done: (error: Error | null, text?: string) => void, bytes?: Uint8Array) => {
    let text: string;
    try {
      text = decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      return done(invalid('the file', 'is not UTF-8; in Excel, save it as "CSV UTF-8"'));
    }
    done(null, text);
  };
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => decode(done, chunk),
    flush: (done) => decode(done),
  });
}

function invalid(field: string, message: string): AppError {
  return new AppError('import_invalid', `${field}: ${message}.`, { errors: [{ field, message }] });
}
