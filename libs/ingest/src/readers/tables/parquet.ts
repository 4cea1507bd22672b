import { isUtf8 } from 'node:buffer';
import { AppError, messageOf } from '@unseen/domain';
import { typeByHead } from '@unseen/imaging/types';
import { parquetMetadataAsync, parquetReadObjects, parquetSchema, type AsyncBuffer } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { LocatedSource, ReaderContext } from '../reader.ts';
import type { Table, TableRow } from './table.ts';

/** Rows read at once: pictures may lie in them. */
const ROWS_AT_ONCE = 64;

/** A Parquet file, as data sets are passed around in; its pictures may be in it, as `{ bytes, path }`. */
export async function openParquet(source: LocatedSource, context: ReaderContext): Promise<Table> {
  const opened = await open(source, context, async (file) => {
    const metadata = await parquetMetadataAsync(file);
    const names = parquetSchema(metadata).children.map(({ element }) => element.name);
    return { metadata, names };
  });
  const { metadata, names } = opened;
  const total = Number(metadata.num_rows);
  return {
    names,
    rowName: 'row',
    async *rows(): AsyncGenerator<TableRow, void, undefined> {
      for (let start = 0; start < total; start += ROWS_AT_ONCE) {
        const rowEnd = Math.min(total, start + ROWS_AT_ONCE);
        const rows = await open(source, context, (file) =>
          parquetReadObjects({
            file,
            metadata,
            compressors,
            rowStart: start,
            rowEnd,
            utf8: false,
            useOffsetIndex: true,
          }),
        );
        for (const [index, row] of rows.entries()) {
          yield { line: start + index + 1, cells: () => names.map((name) => toCell(row[name])) };
        }
      }
    },
  };
}

/** Runs a task on the file's bytes, read where they are asked for. @throws AppError `source_invalid` */
async function open<T>(
  source: LocatedSource,
  context: ReaderContext,
  task: (file: AsyncBuffer) => Promise<T>,
): Promise<T> {
  const handle = await context.root.open(source.main, 'source');
  try {
    const { size } = await handle.stat();
    return await task({
      byteLength: size,
      slice: async (start, end = size) => {
        const length = Math.max(0, Math.min(end, size) - start);
        const { buffer } = await handle.read(new Uint8Array(length), 0, length, start);
        return buffer.buffer;
      },
    });
  } catch (error) {
    throw new AppError(
      'source_invalid',
      `The file cannot be read as Parquet: ${messageOf(error).slice(0, 200)}`,
      { cause: error },
    );
  } finally {
    await handle.close();
  }
}

/** A value as JSON has it; pictures stay bytes, numbers beyond what a double holds become text. */
function toCell(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Uint8Array)
    return typeByHead(value) === undefined && isUtf8(value) ? Buffer.from(value).toString() : value;
  if (value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(toCell);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toCell(inner)]));
}
