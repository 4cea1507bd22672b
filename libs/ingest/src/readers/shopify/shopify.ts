import { AppError } from '@unseen/domain';
import { readHeader } from '../csv-header.ts';
import { readCsvRecords, type CsvRecord } from '../csv-records.ts';
import { fileLines } from '../lines.ts';
import { imageOrUrlOf } from '../picture-path.ts';
import {
  sequentialReader,
  type Draft,
  type Found,
  type LocatedSource,
  type ReaderContext,
  type SourceReader,
} from '../reader.ts';
import { findColumns, type Columns } from './columns.ts';
import { factsOf, picturesOf, type ProductFacts, type ProductPicture, type ProductRow } from './product.ts';

/** Rows one product may have: what bounds the memory. Shopify itself allows 2,048 variants. */
const MAX_ROWS = 2_500;

/**
 * The product export of Shopify, and of the many shops that write the same table: rows with one `Handle` after another
 * are one product. Each of its pictures becomes an item with the product's title, description and the picture's own
 * text as captions; a product without pictures becomes one item. The first item's id is the handle, the others' are
 * `handle/2`, `handle/3`, ...
 */
export function shopifyReader(source: LocatedSource, context: ReaderContext): SourceReader {
  return sequentialReader(() => findItems(source, context));
}

async function* findItems(
  source: LocatedSource,
  context: ReaderContext,
): AsyncGenerator<Found, void, undefined> {
  const lines = fileLines(context.root, source.main);
  const { delimiter, names } = await readHeader(lines);
  const columns = findColumns(names);
  let rows: ProductRow[] = [];
  for await (const record of readCsvRecords(lines, delimiter)) {
    const row = readRow(record, columns, rows);
    if (row instanceof AppError) {
      yield badRow(record.line, row);
      continue;
    }
    if (row.handle !== rows[0]?.handle) {
      yield* itemsOf(rows, source, context);
      rows = [];
    }
    rows.push(row);
  }
  yield* itemsOf(rows, source, context);
}

/** A row, or what is wrong with it. @param before - the rows of the product that may go on here */
function readRow(record: CsvRecord, columns: Columns, before: readonly ProductRow[]): ProductRow | AppError {
  try {
    const fields = record.fields();
    if (fields.length !== columns.width) {
      throw invalid(`The row has ${fields.length} fields, the header ${columns.width}.`);
    }
    const row = columns.row(fields);
    if (row.handle === '') throw invalid('The row has no handle.');
    if (before.length === MAX_ROWS && before[0]!.handle === row.handle) {
      throw invalid(`The product has more than ${MAX_ROWS} rows.`);
    }
    return { ...row, line: record.line };
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

function badRow(line: number, error: AppError): Found {
  return {
    ...placeOf(line),
    draft: () => {
      throw error;
    },
  };
}

function* itemsOf(
  rows: readonly ProductRow[],
  source: LocatedSource,
  context: ReaderContext,
): Generator<Found, void, undefined> {
  if (rows.length === 0) return;
  let known: ProductFacts | undefined;
  // Only when an item is wanted: passing over products must cost no more than reading their rows.
  const facts = () => (known ??= factsOf(rows));
  const pictures = picturesOf(rows);
  if (pictures.length === 0) yield { ...placeOf(rows[0]!.line), draft: () => draftOf(facts(), 1) };
  for (const [index, picture] of pictures.entries()) {
    yield {
      ...placeOf(picture.line),
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

function placeOf(line: number): { name: string; where: string } {
  return { name: `line ${line}`, where: `line ${line}` };
}

function invalid(detail: string): AppError {
  return new AppError('entry_invalid', detail);
}
