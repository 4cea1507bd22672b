import { headerProblem, readCsvRow } from '../transfer/csv-row.ts';
import { type ImportRow } from '../transfer/imported-class.ts';
import { AppError, messageOf } from '@unseen/domain';
import { CsvError, parse } from 'csv-parse';
import type { Readable } from 'node:stream';

/** Bytes one record may have. */
const RECORD_BYTES = 256 * 1024;

/**
 * Streams the classes of a CSV file; only the record at hand is held.
 * @throws AppError `import_invalid` when the file has no header, or a quote is never closed
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
  source.once('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let header: readonly string[] | undefined;
  try {
    for await (const row of parser as AsyncIterable<{ info: { lines: number }; record: string[] }>) {
      const place = `line ${row.info.lines}`;
      if (header === undefined) {
        header = row.record.map((name) => name.trim().toLowerCase());
        const problem = headerProblem(header);
        if (problem !== undefined) throw invalid(place, problem);
      } else yield { place, read: readCsvRow(header, row.record) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = (error as CsvError & { lines?: number }).lines;
    throw invalid(line === undefined ? 'the file' : `line ${line}`, messageOf(error).replace(/\.$/, ''));
  } finally {
    source.unpipe(parser);
    source.resume();
    parser.destroy();
  }
  if (header === undefined) throw invalid('line 1', 'there is no line that names the columns');
}

function invalid(field: string, message: string): AppError {
  return new AppError('import_invalid', `${field}: ${message}.`, { errors: [{ field, message }] });
}
