import { AppError, isAppError } from '@unseen/domain';
import { grouped } from '../grouped.ts';
import { imageOrUrlOf } from '../picture-path.ts';
import {
  sequentialReader,
  type Draft,
  type Found,
  type LocatedSource,
  type ReaderContext,
  type SourceReader,
} from '../reader.ts';
import { openTable } from '../tables/open-table.ts';
import type { Table, TableRow } from '../tables/table.ts';
import { findColumns, type Columns } from './columns.ts';
import { factsOf, picturesOf, type ProductFacts, type ProductPicture, type ProductRow } from './product.ts';

/** Rows one product may have: what bounds the memory. Shopify itself allows 2,048 variants. */
const MAX_ROWS = 2_500;

/**
 * The product export of Shopify, and of the many shops that write the same table: the rows of one `Handle` are one product, wherever they stand. Each
 * of its pictures, in the order of their positions, becomes an item with the product's title, description and the picture's own text as captions; a
 * product without pictures becomes one item. The first item's id is the handle, the others' are `handle/2`, `handle/3`, ... A split keeps the
 * products of some statuses: `active`, or `active,draft`.
 */
export function shopifyReader(source: LocatedSource, context: ReaderContext): SourceReader {
  const notes: string[] = [];
  return sequentialReader((purpose) => findItems(source, context, purpose === 'read' ? notes : []), {
    notes,
    emptyBecause: () =>
      source.split === undefined
        ? 'The table holds no product.'
        : `The table holds no product whose status is "${source.split}".`,
  });
}

/** A row that is no part of a product, and why. */
interface BadRow {
  readonly line: number;
  readonly fault: AppError;
}

async function* findItems(
  source: LocatedSource,
  context: ReaderContext,
  notes: string[],
): AsyncGenerator<Found, void, undefined> {
  const table = await openTable(source, context, notes);
  const columns = findColumns(table.names);
  const statuses = source.split
    ?.toLowerCase()
    .split(',')
    .map((status) => status.trim());
  const place = (line: number) => ({ name: `${table.rowName} ${line}`, where: `${table.rowName} ${line}` });
  const keyOf = (row: ProductRow | BadRow) => ('fault' in row ? undefined : row.handle);
  for await (const part of grouped(() => readRows(table, columns), keyOf, MAX_ROWS)) {
    if ('rows' in part) {
      const rows = part.rows as readonly ProductRow[];
      const status = rows.find((row) => row.status !== '')?.status.toLowerCase() ?? 'active';
      if (statuses === undefined || statuses.includes(status))
        yield* itemsOf(rows, place, notes, source, context);
      continue;
    }
    const fault = 'fault' in part ? part.fault : invalid(`The product has more than ${MAX_ROWS} rows.`);
    yield {
      ...place(part.line),
      draft: () => {
        throw fault;
      },
    };
  }
}

async function* readRows(
  table: Table,
  columns: Columns,
): AsyncGenerator<ProductRow | BadRow, void, undefined> {
  for await (const row of table.rows()) yield readRow(row, columns);
}

function readRow(row: TableRow, columns: Columns): ProductRow | BadRow {
  try {
    const cells = columns.row(
      row.cells().map((cell) => (cell === null || cell === undefined ? '' : String(cell as string))),
    );
    if (cells.handle === '') throw invalid('The row has no handle.');
    return { ...cells, line: row.line };
  } catch (error) {
    if (isAppError(error)) return { line: row.line, fault: error };
    throw error;
  }
}

type Place = (line: number) => { name: string; where: string };

function* itemsOf(
  rows: readonly ProductRow[],
  place: Place,
  notes: string[],
  source: LocatedSource,
  context: ReaderContext,
): Generator<Found, void, undefined> {
  let known: ProductFacts | undefined;
  // Only when an item is wanted: passing over products must cost no more than reading their rows.
  const facts = () => (known ??= factsOf(rows, notes));
  const pictures = picturesOf(rows);
  if (pictures.length === 0) yield { ...place(rows[0]!.line), draft: () => draftOf(facts(), 1) };
  for (const [index, picture] of pictures.entries()) {
    yield {
      ...place(picture.line),
      draft: () => ({
        ...draftOf(facts(), index + 1, picture),
        ...imageOrUrlOf(picture.image, source, context),
      }),
    };
  }
}

function draftOf({ captions, metadata }: ProductFacts, position: number, picture?: ProductPicture): Draft {
  const handle = metadata['handle'] as string;
  const [title, ...others] = captions;
  const own = picture === undefined || picture.alt === '' ? [] : [picture.alt];
  return {
    id: position === 1 ? handle : `${handle}/${position}`,
    captions: [...(title === undefined ? [] : [title]), ...own, ...others],
    metadata: { ...metadata, position },
  };
}

function invalid(detail: string): AppError {
  return new AppError('entry_invalid', detail);
}
