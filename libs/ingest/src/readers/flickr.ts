import { AppError, isAppError, ITEM_LIMITS } from '@unseen/domain';
import { readCsvRecords } from './csv-records.ts';
import { fileLines, firstLine, type Line } from './lines.ts';
import { grouped } from './grouped.ts';
import { imageOf } from './picture-path.ts';
import {
  sequentialReader,
  type Found,
  type LocatedSource,
  type ReaderContext,
  type SourceReader,
} from './reader.ts';

/** Pictures a split list may name. */
const MAX_SPLIT_NAMES = 1_000_000;

/**
 * Flickr8k and Flickr30k captions: the original token files (`name.jpg#0<TAB>caption`) and the tables they are passed
 * around as (`image| comment_number| comment`, `image,caption`). Captions of a picture need not stand together. A split is a file that lists picture names.
 *
 * Format: Hodosh, Young and Hockenmaier, "Framing Image Description as a Ranking Task", JAIR 47 (2013)
 */
export function flickrReader(source: LocatedSource, context: ReaderContext): SourceReader {
  return sequentialReader(() => findPictures(source, context));
}

/** One line's caption of one picture. */
interface CaptionLine {
  readonly picture: string;
  readonly caption: string;
}

/** One line, not parsed yet. */
interface Row {
  readonly line: number;
  /** @throws AppError `entry_invalid` */
  parse(): CaptionLine;
}

async function* findPictures(
  source: LocatedSource,
  context: ReaderContext,
): AsyncGenerator<Found, void, undefined> {
  const keep = source.splitFile === undefined ? undefined : await readSplit(source.splitFile, context);
  const keyOf = (row: ParsedRow) => ('fault' in row ? undefined : row.picture);
  // One caption more than an item may have is kept, so that the check of the item sees there are too many.
  for await (const part of grouped(
    () => parsedRows(source, context),
    keyOf,
    ITEM_LIMITS.captionsPerItem + 1,
  )) {
    if ('rows' in part) {
      if (keep?.has(part.key) === false) continue;
      const captions = part.rows.flatMap((row) => ('caption' in row ? [row.caption] : []));
      yield {
        name: part.key,
        draft: () => ({ id: part.key, ...imageOf(part.key, source, context), captions }),
      };
    } else if ('fault' in part) {
      const where = `line ${part.line}`;
      yield {
        name: where,
        where,
        draft: () => {
          throw part.fault;
        },
      };
    }
  }
}

/** A line's caption, or what is wrong with the line. */
type ParsedRow = CaptionLine | { readonly line: number; readonly fault: AppError };

async function* parsedRows(
  source: LocatedSource,
  context: ReaderContext,
): AsyncGenerator<ParsedRow, void, undefined> {
  for await (const row of readRows(source, context)) {
    const parsed = tryParse(row);
    yield parsed instanceof AppError ? { line: row.line, fault: parsed } : parsed;
  }
}

function tryParse(row: Row): CaptionLine | AppError {
  try {
    return row.parse();
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
}

/** Tells the format from the first line and reads the rows. */
async function* readRows(
  source: LocatedSource,
  context: ReaderContext,
): AsyncGenerator<Row, void, undefined> {
  const peeked = fileLines(context.root, source.main);
  const first = await firstLine(peeked);
  await peeked.return();

  const lines = fileLines(context.root, source.main);
  if (/^.+#\d+\t/.test(first)) {
    yield* textRows(lines, parseToken);
  } else if (/^"?image(?:_name)?"?\s*\|/i.test(first)) {
    await firstLine(lines);
    yield* textRows(lines, parseBars);
  } else if (/^"?image(?:_name)?"?\s*,\s*"?caption"?\s*$/i.test(first)) {
    await firstLine(lines);
    for await (const record of readCsvRecords(lines, ',')) {
      yield { line: record.line, parse: () => parseFields(record.fields()) };
    }
  } else {
    throw new AppError(
      'source_invalid',
      'The first line is neither `name.jpg#0<TAB>caption` nor a header `image,caption` or `image| comment_number| comment`.',
    );
  }
}

async function* textRows(
  lines: AsyncIterable<Line>,
  parse: (text: string) => CaptionLine,
): AsyncGenerator<Row, void, undefined> {
  for await (const line of lines) {
    if (!line.blank) yield { line: line.number, parse: () => parse(line.text()) };
  }
}

function parseToken(text: string): CaptionLine {
  const match = /^(.+?)#\d+\t(.*)$/.exec(text);
  if (match === null) throw new AppError('entry_invalid', 'The line is not `name.jpg#0<TAB>caption`.');
  return { picture: match[1]!.trim(), caption: match[2]! };
}

function parseBars(text: string): CaptionLine {
  const match = /^([^|]+)\|\s*\d+\s*\|(.*)$/.exec(text);
  if (match === null) throw new AppError('entry_invalid', 'The line is not `name.jpg| 0| caption`.');
  return { picture: match[1]!.trim(), caption: match[2]! };
}

function parseFields(fields: readonly string[]): CaptionLine {
  const [picture, caption] = fields;
  if (fields.length !== 2 || picture === undefined || picture === '' || caption === undefined) {
    throw new AppError('entry_invalid', 'The line is not `name.jpg,caption`.');
  }
  return { picture, caption };
}

async function readSplit(file: string, context: ReaderContext): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for await (const line of fileLines(context.root, file)) {
    if (line.blank) continue;
    names.add(line.text().trim());
    if (names.size > MAX_SPLIT_NAMES) {
      throw new AppError('source_invalid', `The split list names more than ${MAX_SPLIT_NAMES} pictures.`);
    }
  }
  return names;
}
