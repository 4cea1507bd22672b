import { AppError, type Json } from '@unseen/domain';
import { readHeader, type CsvHeader } from './csv-header.ts';
import { readCsvRecords } from './csv-records.ts';
import { fileLines } from './lines.ts';
import { imageOrUrlOf } from './picture-path.ts';
import {
  sequentialReader,
  type Draft,
  type Found,
  type LocatedSource,
  type ReaderContext,
  type SourceReader,
} from './reader.ts';

/** What each column of a table is. */
interface CsvLayout {
  readonly delimiter: string;
  readonly width: number;
  readonly id?: number;
  readonly image?: number;
  readonly captions: readonly number[];
  readonly metadata: readonly { readonly name: string; readonly column: number }[];
}

/**
 * CSV with a header row: `id`, `image` (or `path`, `file`), `caption` (also `caption_1`, `caption_2`, ...); every
 * other column is metadata. `image` is a path relative to the file, or an http or https address. The delimiter (comma, semicolon, tab, bar) is told from the header.
 */
export function csvReader(source: LocatedSource, context: ReaderContext): SourceReader {
  return sequentialReader(() => findRows(source, context));
}

async function* findRows(
  source: LocatedSource,
  context: ReaderContext,
): AsyncGenerator<Found, void, undefined> {
  const lines = fileLines(context.root, source.main);
  const layout = layOut(await readHeader(lines));
  for await (const record of readCsvRecords(lines, layout.delimiter)) {
    const where = `line ${record.line}`;
    yield { name: where, where, draft: () => toDraft(record.fields(), layout, source, context) };
  }
}

/**
 * Tells what each column is.
 *
 * @throws AppError `source_invalid` when no column holds pictures or captions, or a column is there twice
 */
function layOut({ delimiter, names }: CsvHeader): CsvLayout {
  const captions: number[] = [];
  const metadata: { name: string; column: number }[] = [];
  let id: number | undefined;
  let image: number | undefined;
  for (const [column, name] of names.entries()) {
    const known = name.toLowerCase();
    if (known === 'id') id = once(id, column, name);
    else if (known === 'image' || known === 'path' || known === 'file') image = once(image, column, name);
    else if (/^caption(?:_\d+)?$/.test(known)) captions.push(column);
    else if (metadata.some((field) => field.name === name)) once(0, column, name);
    else if (name !== '') metadata.push({ name, column });
  }
  if (image === undefined && captions.length === 0) {
    throw new AppError('source_invalid', 'The header row names neither a picture nor a caption column.');
  }
  return { delimiter, width: names.length, id, image, captions, metadata };
}

function once(taken: number | undefined, column: number, name: string): number {
  if (taken === undefined) return column;
  throw new AppError(
    'source_invalid',
    `The header row names "${name.slice(0, 80)}" or a synonym of it twice.`,
  );
}

function toDraft(fields: string[], layout: CsvLayout, source: LocatedSource, context: ReaderContext): Draft {
  if (fields.length !== layout.width) {
    throw new AppError('entry_invalid', `The row has ${fields.length} fields, the header ${layout.width}.`);
  }
  const id = layout.id === undefined ? '' : fields[layout.id]!;
  return {
    ...(id === '' ? {} : { id }),
    ...(layout.image === undefined ? {} : imageOrUrlOf(fields[layout.image], source, context)),
    captions: layout.captions.map((column) => fields[column]!).filter((caption) => caption !== ''),
    mayChange: true,
    metadata: Object.fromEntries(
      layout.metadata
        .filter(({ column }) => fields[column] !== '')
        .map(({ name, column }) => [name, inferScalar(fields[column]!)]),
    ),
  };
}

/**
 * A cell as JSON: `true`/`false`, or a number when it is written as people write quantities. What may be a code stays
 * text: leading zeros or plus signs, exponents, more than 15 digits (beyond what a double holds exactly).
 */
export function inferScalar(cell: string): Json {
  if (/^(?:true|false)$/i.test(cell)) return cell.toLowerCase() === 'true';
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(cell) && cell.replaceAll(/\D/g, '').length <= 15)
    return Number(cell);
  return cell;
}
