import { AppError } from '@unseen/domain';
import { isPictureName } from '@unseen/imaging/types';
import { readJsonArray, readJsonFields, readJsonValues } from './json-array.ts';
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
import { isCaptionField, layOut } from './tables/fields.ts';
import { BEGINNING_CHARACTERS, readBeginning } from './tables/text-source.ts';
import { wordsOf } from './tables/words.ts';

/**
 * JSON objects, `{ id?, image?, caption? | captions?, metadata? }` (see `layOut` for other names of these fields): one a line (JSON Lines, also the
 * `metadata.jsonl` of Hugging Face), in one array, alone or as the list of an object, or one after another, however they are indented; or what is known of
 * pictures by their names, `{"a.jpg": "A dog", "b.jpg": { ... }}`. `image` is a path relative to the file, or an http or https address. Any other field counts as metadata.
 */
export function jsonlReader(source: LocatedSource, context: ReaderContext): SourceReader {
  const notes: string[] = [];
  return sequentialReader((purpose) => findObjects(source, context, purpose === 'read' ? notes : []), {
    notes,
    ownIds: true,
    emptyBecause: () => 'The file holds no JSON object.',
  });
}

async function* findObjects(
  source: LocatedSource,
  context: ReaderContext,
  notes: string[],
): AsyncGenerator<Found, void, undefined> {
  const { root } = context;
  const beginning = await readBeginning(root, source.main);
  const [first = '', second = ''] = beginning.split('\n').flatMap((line) => line.trim() || []);
  const goesOn = beginning.length === BEGINNING_CHARACTERS && second === '';
  const list = first === '{' ? listIn(`{${second}`) : second === '' ? listIn(first) : undefined;
  if (isByPicture(beginning)) yield* findNamed(source, context);
  else if (list !== undefined) yield* findElements(readJsonArray(root, source.main, list), source, context);
  else if (first.startsWith('[') && (goesOn || !isWhole(first)))
    yield* findElements(readJsonArray(root, source.main), source, context);
  else if (first === '{') yield* findElements(readJsonValues(root, source.main), source, context);
  else yield* findLines(source, context, notes);
}

/** The list that a file is about where its objects stand in one, as shops and their interfaces answer: `{"products": [{...}, ...]}`. */
function listIn(beginning: string): string | undefined {
  return /^\{\s*"(products|items|data|records|rows|results|entries|documents)"\s*:\s*\[\s*(?:\{|$)/.exec(
    beginning,
  )?.[1];
}

/** Whether a file is an object of pictures by their names. */
function isByPicture(beginning: string): boolean {
  const [, name] = /^\{\s*"((?:[^"\\]|\\.)+)"\s*:\s*["{[]/.exec(beginning) ?? [];
  return name !== undefined && isPictureName(name) === 'yes';
}

async function* findNamed(
  source: LocatedSource,
  context: ReaderContext,
): AsyncGenerator<Found, void, undefined> {
  for await (const { key, value } of readJsonFields(context.root, source.main)) {
    const words = Array.isArray(value) ? { captions: value as unknown[] } : { caption: value };
    const known = typeof value === 'object' && !Array.isArray(value) ? value : words;
    yield { name: key, draft: () => toDraft({ id: key, image: key, ...known }, source, context) };
  }
}

/** Whether a line is a whole array, as a broken line of JSON Lines may be; one that holds objects is a file of its own. */
function isWhole(line: string): boolean {
  return line.endsWith(']') && !/^\[\s*\{/.test(line);
}

async function* findElements(
  elements: AsyncIterable<unknown>,
  source: LocatedSource,
  context: ReaderContext,
): AsyncGenerator<Found, void, undefined> {
  let index = 0;
  for await (const element of elements) {
    index += 1;
    const where = `object ${index}`;
    yield { name: where, where, draft: () => toDraft(checkObject(element), source, context) };
  }
}

async function* findLines(
  source: LocatedSource,
  context: ReaderContext,
  notes: string[],
): AsyncGenerator<Found, void, undefined> {
  for await (const line of fileLines(context.root, source.main, notes)) {
    if (line.blank) continue;
    const where = `line ${line.number}`;
    yield { name: where, where, draft: () => toDraft(parseObject(line.text()), source, context) };
  }
}

function toDraft(object: Record<string, unknown>, source: LocatedSource, context: ReaderContext): Draft {
  const { metadata, captions: list, ...fields } = object;
  if (
    metadata !== undefined &&
    (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata))
  ) {
    throw new AppError('metadata_invalid', '`metadata` is not a JSON object.');
  }
  const names = Object.keys(fields);
  const layout = layOut(names);
  const valueOf = (at: number | undefined) => (at === undefined ? undefined : fields[names[at]!]);
  const others: Record<string, unknown> = Object.fromEntries(
    layout.metadata.map((at) => [names[at]!, fields[names[at]!]]),
  );
  // A caption of its own makes title and text metadata, also where it is a list.
  const words =
    list === undefined || list === null
      ? layout.captions
      : layout.captions.filter((at) => isCaptionField(names[at]!));
  for (const at of layout.captions) if (!words.includes(at)) others[names[at]!] = fields[names[at]!];
  const id = valueOf(layout.id);
  const image = valueOf(layout.image);
  if (Array.isArray(image) && image.length > 1) others[names[layout.image!]!] = image;
  return {
    ...(id === undefined || id === null ? {} : { id: toId(id) }),
    ...imageOrUrlOf(pathOf(image), source, context),
    captions: [
      ...words.flatMap((at) => wordsOf(names[at]!, fields[names[at]!], others as never)),
      ...toList(list),
    ],
    metadata: { ...others, ...metadata },
    mayChange: true,
  };
}

/** A picture may be named by an object, or be the first of a list, as data sets and shops write it. */
function pathOf(image: unknown): unknown {
  if (Array.isArray(image)) return pathOf(image[0]);
  if (typeof image !== 'object' || image === null) return image;
  const { path, url, src, file_name: name } = image as Record<string, unknown>;
  return path ?? url ?? src ?? name ?? image;
}

/** A line as a JSON object. @throws AppError `entry_invalid` */
export function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text, keepWhole);
  } catch (error) {
    const odd = /(?<=[[:,]\s*)-?(?:NaN|Infinity)\b/.exec(text);
    const why =
      odd === null
        ? 'The line is not valid JSON.'
        : `The line is not valid JSON: ${odd[0]} at character ${odd.index + 1}; write null.`;
    throw new AppError('entry_invalid', why, { cause: error });
  }
  return checkObject(value);
}

function checkObject(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AppError('entry_invalid', 'It is not a JSON object.');
  }
  return value as Record<string, unknown>;
}

/** Whole numbers beyond what a double holds stay as they are written, as text. */
function keepWhole(this: unknown, _key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || context?.source === undefined) return value;
  return /^-?\d{16,}$/.test(context.source) ? context.source : value;
}

/** Ids are text; whole numbers, as databases export them, are taken as written. */
function toId(id: unknown): string {
  if (typeof id === 'string') return id;
  if (Number.isSafeInteger(id)) return String(id);
  // As MongoDB exports them.
  if (typeof id === 'object' && id !== null && '$oid' in id && typeof id.$oid === 'string') return id.$oid;
  throw new AppError('item_id_invalid', '`id` is neither a string nor a whole number.');
}

function toList(captions: unknown): unknown[] {
  if (captions === undefined || captions === null) return [];
  if (!Array.isArray(captions)) throw new AppError('caption_invalid', '`captions` is not a list.');
  return captions as unknown[];
}
