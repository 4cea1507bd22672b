import { AppError, ITEM_LIMITS, type Json } from '@unseen/domain';
import { asObject, asText, checkDecoded, readJsonArray } from './json-array.ts';
import { imageOf } from './picture-path.ts';
import {
  toRecords,
  type Draft,
  type Found,
  type LocatedSource,
  type ReaderContext,
  type SourceReader,
} from './reader.ts';

/** How much one pass over the annotations may gather: the bound on this reader's memory. */
export interface CocoWindow {
  /** Pictures per pass. */
  readonly pictures: number;
  /** UTF-16 units of captions per pass; when exceeded, the pass is done again with half the pictures. */
  readonly characters: number;
}

const WINDOW: CocoWindow = { pictures: 65_536, characters: 32 * 1024 * 1024 };

/**
 * MS COCO captions (`captions_*.json`): the pictures of `images` in file order, each with all its captions from
 * `annotations`. The two lists are far apart in the file, so it is read in passes: a window of pictures, then the
 * captions of these. Memory holds one window, however large the file; a file of 118,000 pictures takes two.
 *
 * Format: https://cocodataset.org/#format-data
 */
export function cocoReader(source: LocatedSource, context: ReaderContext, window = WINDOW): SourceReader {
  const images = () => readJsonArray(context.root, source.main, 'images');
  return {
    emptyBecause: () => 'The file has no `images`, or none in it.',
    read: (from) => toRecords(findPictures(source, context, from, window), from, from),
    count: async () => {
      let count = 0;
      for await (const _ of images()) count += 1;
      return count;
    },
    probe: async () => {
      for await (const _ of images()) return;
      throw new AppError('source_invalid', 'The file has no `images`, or none in it.');
    },
  };
}

interface CocoPicture {
  readonly element: unknown;
  readonly ordinal: number;
}

async function* findPictures(
  source: LocatedSource,
  context: ReaderContext,
  from: number,
  window: CocoWindow,
): AsyncGenerator<Found, void, undefined> {
  let size = window.pictures;
  for (let start = from; ;) {
    const pictures = await readPictures(source, context, start, size);
    const captions = await readCaptions(source, context, pictures, window.characters);
    if (captions === undefined) {
      size = Math.max(1, Math.floor(Math.min(size, pictures.length) / 2));
      continue;
    }
    for (const picture of pictures) {
      yield {
        name: nameOf(picture.element) ?? `images[${picture.ordinal}]`,
        where: `images[${picture.ordinal}]`,
        draft: () => toDraft(picture.element, captions, source, context),
      };
    }
    if (pictures.length < size) return;
    start += pictures.length;
  }
}

/** The pictures at positions `start` to `start + size` of `images`. */
async function readPictures(
  source: LocatedSource,
  context: ReaderContext,
  start: number,
  size: number,
): Promise<CocoPicture[]> {
  const pictures: CocoPicture[] = [];
  let ordinal = 0;
  for await (const element of readJsonArray(context.root, source.main, 'images')) {
    if (ordinal >= start) pictures.push({ element: slim(element), ordinal });
    ordinal += 1;
    if (pictures.length === size) break;
  }
  return pictures;
}

/** The captions of these pictures, by picture id; undefined when they are more than the window may hold. */
async function readCaptions(
  source: LocatedSource,
  context: ReaderContext,
  pictures: readonly CocoPicture[],
  maxCharacters: number,
): Promise<Map<string, string[]> | undefined> {
  const captions = new Map<string, string[]>(pictures.map(({ element }) => [idOf(element), []]));
  let characters = 0;
  let annotations = 0;
  let withCaption = 0;
  if (pictures.length === 0) return captions;
  for await (const annotation of readJsonArray(context.root, source.main, 'annotations')) {
    annotations += 1;
    if (typeof annotation !== 'object' || annotation === null || !('caption' in annotation)) continue;
    withCaption += 1;
    const own = captions.get(keyOf('image_id' in annotation ? annotation.image_id : undefined));
    // One caption more than an item may have is kept, so that the check of the item sees there are too many.
    if (
      own === undefined ||
      own.length > ITEM_LIMITS.captionsPerItem ||
      typeof annotation.caption !== 'string'
    ) {
      continue;
    }
    const caption = annotation.caption.slice(0, ITEM_LIMITS.captionLength * 2);
    own.push(caption);
    characters += caption.length;
    if (characters > maxCharacters && pictures.length > 1) return undefined;
  }
  if (annotations > 0 && withCaption === 0) {
    throw new AppError('source_invalid', 'The annotations hold no captions: give the captions_*.json file.');
  }
  return captions;
}

function toDraft(
  element: unknown,
  captions: ReadonlyMap<string, string[]>,
  source: LocatedSource,
  context: ReaderContext,
): Draft {
  const { id, file_name, width, height } = asObject(element);
  const fileName = asText(file_name, 'file_name');
  return {
    id: fileName,
    ...imageOf(fileName, source, context),
    captions: (captions.get(keyOf(id)) ?? []).map((caption) => checkDecoded(caption, 'caption')),
    metadata: Object.fromEntries(
      Object.entries({ cocoId: id, width, height }).filter((field): field is [string, Json] =>
        ['number', 'string'].includes(typeof field[1]),
      ),
    ),
  };
}

/** What is kept of an element of `images`: addresses and dates would fill the window. */
function slim(element: unknown): unknown {
  if (typeof element !== 'object' || element === null || Array.isArray(element)) return element;
  const { id, file_name, width, height } = element as Record<string, unknown>;
  return { id, file_name, width, height };
}

function nameOf(element: unknown): string | undefined {
  const named = typeof element === 'object' && element !== null && 'file_name' in element;
  return named && typeof element.file_name === 'string' ? element.file_name : undefined;
}

function idOf(element: unknown): string {
  return keyOf(typeof element === 'object' && element !== null && 'id' in element ? element.id : undefined);
}

/** Ids are numbers in COCO, text in sets that follow its format. */
function keyOf(id: unknown): string {
  return typeof id === 'number' || typeof id === 'string' ? String(id) : '';
}
