import { AppError, type Json } from '@unseen/domain';
import { asObject, asText, checkDecoded, readJsonArray } from './json-array.ts';
import { imageOf } from './picture-path.ts';
import {
  sequentialReader,
  type Draft,
  type Found,
  type LocatedSource,
  type ReaderContext,
  type SourceReader,
} from './reader.ts';

/**
 * Karpathy's splits (`dataset_flickr8k.json`, `dataset_flickr30k.json`, `dataset_coco.json`): one object per picture
 * with its sentences. `split` keeps one split, or several written with commas (`train,restval`).
 *
 * Format: https://cs.stanford.edu/people/karpathy/deepimagesent/
 */
export function karpathyReader(source: LocatedSource, context: ReaderContext): SourceReader {
  const splits = new Set<string>();
  return {
    ...sequentialReader(() => findPictures(source, context, splits)),
    emptyBecause: () => `No picture has the split "${source.split}"; there are ${[...splits].join(', ')}.`,
    probe: async () => {
      for await (const _ of readJsonArray(context.root, source.main, 'images')) return;
      throw new AppError('source_invalid', 'The file has no `images`, or none in it.');
    },
  };
}

async function* findPictures(
  source: LocatedSource,
  context: ReaderContext,
  seen: Set<string>,
): AsyncGenerator<Found, void, undefined> {
  const splits = source.split?.split(',').map((split) => split.trim());
  let index = -1;
  for await (const element of readJsonArray(context.root, source.main, 'images')) {
    index += 1;
    const picture =
      typeof element === 'object' && element !== null ? (element as Record<string, unknown>) : {};
    if (typeof picture.split === 'string' && seen.size < 20) seen.add(picture.split);
    if (splits !== undefined && !(typeof picture.split === 'string' && splits.includes(picture.split)))
      continue;
    const where = `images[${index}]`;
    yield {
      name: typeof picture.filename === 'string' ? picture.filename : where,
      where,
      draft: () => toDraft(element, source, context),
    };
  }
}

function toDraft(element: unknown, source: LocatedSource, context: ReaderContext): Draft {
  const { filename, filepath, sentences, split, cocoid } = asObject(element);
  const name = asText(filename, 'filename');
  const path = filepath === undefined ? name : `${asText(filepath, 'filepath')}/${name}`;
  return {
    id: name,
    ...imageOf(path, source, context),
    captions: toCaptions(sentences),
    metadata: Object.fromEntries(
      Object.entries({ split, cocoId: cocoid }).filter((field): field is [string, Json] =>
        ['number', 'string'].includes(typeof field[1]),
      ),
    ),
  };
}

function toCaptions(sentences: unknown): string[] {
  if (sentences === undefined) return [];
  if (!Array.isArray(sentences)) throw new AppError('entry_invalid', '`sentences` is not a list.');
  return sentences.map((sentence) => {
    const { raw } = asObject(sentence);
    if (typeof raw !== 'string') throw new AppError('entry_invalid', '`raw` is missing, or not a string.');
    return checkDecoded(raw, 'raw');
  });
}
