import { AppError } from '@unseen/domain';
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

/**
 * JSON Lines: one object per line, `{ id?, image?, caption? | captions?, metadata? }`; `image` is a path relative to
 * the file, or an http or https address. Any other field counts as metadata. Blank lines are passed over.
 */
export function jsonlReader(source: LocatedSource, context: ReaderContext): SourceReader {
  return sequentialReader(() => findLines(source, context));
}

async function* findLines(
  source: LocatedSource,
  context: ReaderContext,
): AsyncGenerator<Found, void, undefined> {
  for await (const line of fileLines(context.root, source.main)) {
    if (line.blank) continue;
    const where = `line ${line.number}`;
    yield { name: where, where, draft: () => toDraft(line.text(), source, context) };
  }
}

function toDraft(text: string, source: LocatedSource, context: ReaderContext): Draft {
  const { id, image, caption, captions, metadata, ...others } = parseObject(text);
  if (
    metadata !== undefined &&
    (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata))
  ) {
    throw new AppError('metadata_invalid', '`metadata` is not a JSON object.');
  }
  return {
    ...(id === undefined || id === null ? {} : { id: toId(id) }),
    ...imageOrUrlOf(image, source, context),
    captions: toCaptions(caption, captions),
    mayChange: true,
    metadata: { ...others, ...metadata },
  };
}

/** A line as a JSON object. @throws AppError `entry_invalid` */
export function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new AppError('entry_invalid', 'The line is not valid JSON.', { cause: error });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AppError('entry_invalid', 'The line is not a JSON object.');
  }
  return value as Record<string, unknown>;
}

/** Ids are text; whole numbers, as databases export them, are taken as written. */
function toId(id: unknown): string {
  if (typeof id === 'string') return id;
  if (Number.isSafeInteger(id)) return String(id);
  throw new AppError('item_id_invalid', '`id` is neither a string nor a whole number.');
}

function toCaptions(caption: unknown, captions: unknown): unknown[] {
  const one = caption === undefined || caption === null ? [] : [caption];
  if (captions === undefined || captions === null) return one;
  if (!Array.isArray(captions)) throw new AppError('caption_invalid', '`captions` is not a list.');
  return [...one, ...(captions as unknown[])];
}
