import { isAppError } from '@unseen/domain';
import { readWorkbook } from '@unseen/ingest';
import { Readable } from 'node:stream';
import { columnName, headerProblem, readCsvRow } from '../transfer/csv-row.ts';
import type { ImportRow } from '../transfer/imported-class.ts';
import { invalidImport, readCsv } from './read-csv.ts';

/** Largest workbook, in bytes: it is read whole. */
const MAX_WORKBOOK_BYTES = 8 * 2 ** 20;

/**
 * The classes of a table: CSV, which is streamed, or the first sheet of an Excel workbook. Which of them it is, its first bytes say.
 *
 * @throws AppError `import_invalid`, as {@link readCsv}
 */
export async function* readTable(source: Readable): AsyncGenerator<ImportRow> {
  // Left alone when it is not read to its end: that would end a request's connection before its answer is sent.
  const chunks = source.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  const first = await chunks.next();
  const rest = async function* () {
    for (let next = first; next.done !== true; next = await chunks.next()) yield next.value;
  };
  const isWorkbook = first.done !== true && first.value.subarray(0, 4).toString('latin1') === 'PK\x03\x04';
  if (isWorkbook) yield* readSheet(await collect(rest()));
  else yield* readCsv(Readable.from(rest()));
}

async function* readSheet(bytes: Buffer): AsyncGenerator<ImportRow> {
  const [first = [], ...rows] = await workbookRows(bytes);
  const names = first.map(columnName);
  const header = names.slice(0, names.findLastIndex((name) => name !== '') + 1);
  const problem = header.length === 0 ? 'there is no row that names the columns' : headerProblem(header);
  if (problem !== undefined) throw invalidImport('row 1', problem);
  for (const [at, cells] of rows.entries()) {
    if (cells.some((cell) => cell.trim() !== ''))
      yield { place: `row ${at + 2}`, read: readCsvRow(header, cells) };
  }
}

async function workbookRows(bytes: Buffer): Promise<string[][]> {
  try {
    return (await readWorkbook(bytes)).map((cells) => cells.map(textOf));
  } catch (error) {
    throw isAppError(error) ? invalidImport('the file', error.message.replace(/\.$/, '')) : error;
  }
}

function textOf(cell: unknown): string {
  if (typeof cell === 'string') return cell;
  if (cell instanceof Date) return cell.toISOString();
  // Numbers, yes and no.
  return cell === null || cell === undefined ? '' : JSON.stringify(cell);
}

async function collect(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const kept: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > MAX_WORKBOOK_BYTES)
      throw invalidImport(
        'the file',
        `is a workbook of more than ${MAX_WORKBOOK_BYTES / 2 ** 20} MB; save it as "CSV UTF-8"`,
      );
    kept.push(chunk);
  }
  return Buffer.concat(kept);
}
