import { AppError, isAppError, type EntryImage, type Json } from '@unseen/domain';
import { storeMember } from './archive-picture.ts';
import { upToBreak } from './packing.ts';
import { imageOrUrlOf } from './picture-path.ts';
import {
  sequentialReader,
  type Draft,
  type Found,
  type LocatedSource,
  type ReaderContext,
  type SourceReader,
} from './reader.ts';
import { ColumnType, isBlankCell, unforced } from './tables/cell-types.ts';
import { fieldsOf, layOutTable, type Layout } from './tables/fields.ts';
import { parseList } from './tables/lists.ts';
import { openTable } from './tables/open-table.ts';
import type { Table } from './tables/table.ts';
import { note } from './tables/text-source.ts';
import { wordsOf } from './tables/words.ts';

/** Rows that tell the types of columns to whoever only looks at the beginning. */
const PREVIEWED = 1_000;

/**
 * A table with a header row, as CSV, Excel workbook or Parquet: an id, a picture, captions (see `layOut` for the names columns go by); every other
 * column is metadata, and all values of a column are of one type. A picture is a path relative to the file, or an http or https address.
 */
export function csvReader(source: LocatedSource, context: ReaderContext): SourceReader {
  const notes: string[] = [];
  return sequentialReader((purpose) => findRows(source, context, purpose === 'read' ? notes : [], purpose), {
    notes,
    ownIds: true,
    fields: async () => {
      const { names } = await openTable(source, context, []);
      return fieldsOf(names, layOutTable(names));
    },
    emptyBecause: () => 'The table has a header row and no other.',
  });
}

async function* findRows(
  source: LocatedSource,
  context: ReaderContext,
  notes: string[],
  purpose: 'read' | 'look',
): AsyncGenerator<Found, void, undefined> {
  const table = await openTable(source, context, notes);
  const layout = layOutTable(table.names);
  const types =
    purpose === 'look'
      ? table.names.map((name) => new ColumnType(name, table.delimiter))
      : await typesOf(table, layout, notes, context.preview ? PREVIEWED : Infinity);
  for await (const row of table.rows()) {
    const where = `${table.rowName} ${row.line}`;
    yield { name: where, where, draft: () => toDraft(row.cells(), table, layout, types, source, context) };
  }
}

/** Looks at all rows once, so that one column has one type. @param most - rows, where the first will do */
async function typesOf(table: Table, layout: Layout, notes: string[], most: number): Promise<ColumnType[]> {
  const types = table.names.map((name) => new ColumnType(name, table.delimiter));
  let looked = 0;
  for await (const row of upToBreak(table.rows())) {
    if (++looked > most) break;
    try {
      const cells = row.cells();
      for (const column of layout.metadata) types[column]!.see(cells[column]);
    } catch (error) {
      // A bad row says nothing of its columns; it is listed when its turn comes.
      if (!isAppError(error)) throw error;
    }
  }
  for (const column of layout.metadata.filter((one) => types[one]!.hasBadPrices)) {
    note(notes, `The column "${table.names[column]}" holds what is no price: it is kept as text.`);
  }
  for (const column of layout.metadata.filter((one) => types[one]!.hasDecimalCommas)) {
    note(notes, `The column "${table.names[column]}" was read as numbers with decimal commas.`);
  }
  return types;
}

async function toDraft(
  row: readonly unknown[],
  table: Table,
  layout: Layout,
  types: readonly ColumnType[],
  source: LocatedSource,
  context: ReaderContext,
): Promise<Draft> {
  const cellOf = (column: number | undefined) => (column === undefined ? undefined : wordCell(row[column]));
  const id = cellOf(layout.id);
  const metadata: Record<string, Json> = {};
  for (const column of layout.metadata) {
    const value = types[column]!.valueOf(row[column]);
    if (value !== undefined) metadata[table.names[column]!] = value;
  }
  const [picture, ...further] = layout.image === undefined ? [] : picturesOf(cellOf(layout.image));
  if (further.length > 0) metadata[table.names[layout.image!]!] = [picture, ...further] as Json;
  return {
    ...(id === undefined || id === null || id === '' ? {} : { id: cellText(id) }),
    ...(layout.image === undefined ? {} : await pictureOf(picture, source, context)),
    captions: layout.captions.flatMap((column) => wordsOf(table.names[column]!, cellOf(column), metadata)),
    metadata,
    mayChange: true,
  };
}

/** A cell of an id, a picture or a caption: nothing where it says so, and without what spreadsheets need. */
function wordCell(cell: unknown): unknown {
  if (typeof cell !== 'string') return cell;
  return isBlankCell(cell) ? '' : unforced(cell);
}

/** An id as text; numbers as they are written. @throws AppError `item_id_invalid` */
function cellText(cell: unknown): string {
  if (typeof cell === 'string' || typeof cell === 'number') return String(cell);
  throw new AppError('item_id_invalid', 'The id is neither text nor a number.');
}

/**
 * The pictures of a cell: shops write several addresses into one, pandas a list, Airtable `name (address)`. The first is the item's.
 */
function picturesOf(cell: unknown): unknown[] {
  if (typeof cell !== 'string') return [cell];
  const list = parseList(cell);
  if (list !== undefined) return [...list];
  const attached = [...cell.matchAll(/[^()]+ \((https?:\/\/[^()\s]+)\)(?:,\s*|$)/gi)].map(([, url]) => url);
  return attached.length > 0 ? attached : cell.split(/(?:\s*[,;|]\s*|\s+)(?=https?:\/\/)/i);
}

/** The picture of a cell: a path, an address, or, in Parquet, its bytes. */
async function pictureOf(
  cell: unknown,
  source: LocatedSource,
  context: ReaderContext,
): Promise<{ image: EntryImage } | Record<string, never>> {
  const bytes = bytesOf(cell);
  if (bytes !== undefined) {
    if (bytes.byteLength > context.maxImageBytes)
      throw new AppError('image_too_large', 'The picture in the table is too large (UNSEEN_MAX_FILE_MB).');
    const { image } = await storeMember('', bytes, context);
    return image === undefined ? {} : { image };
  }
  const path = typeof cell === 'object' && cell !== null && 'path' in cell ? cell.path : cell;
  return imageOrUrlOf(typeof path === 'string' ? path.trim() : path, source, context);
}

function bytesOf(cell: unknown): Uint8Array | undefined {
  if (cell instanceof Uint8Array) return cell;
  const inner = typeof cell === 'object' && cell !== null && 'bytes' in cell ? cell.bytes : undefined;
  return inner instanceof Uint8Array ? inner : undefined;
}
