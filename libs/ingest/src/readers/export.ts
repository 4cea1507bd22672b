import { AppError, type EntryVectors } from '@unseen/domain';
import { storeMember } from './archive-picture.ts';
import { readText } from './export-text.ts';
import { parseObject } from './jsonl.ts';
import { fileLines } from './lines.ts';
import {
  sequentialReader,
  type Draft,
  type LocatedSource,
  type ReaderContext,
  type SourceReader,
} from './reader.ts';

/** An export of a collection: NDJSON as `CollectionExport` writes it. Vectors of the pack in use are taken as they are. */
export function exportReader(source: LocatedSource, context: ReaderContext): SourceReader {
  return sequentialReader(async function* () {
    for await (const line of fileLines(context.root, source.main)) {
      if (line.blank) continue;
      const where = `line ${line.number}`;
      yield { name: where, where, draft: () => toDraft(line.text(), context) };
    }
  });
}

async function toDraft(line: string, context: ReaderContext): Promise<Draft> {
  const { id, captions = [], metadata = {}, picture, vectors, text: words } = parseObject(line);
  if (typeof id !== 'string') throw new AppError('item_id_invalid', '`id` is not a string.');
  if (!Array.isArray(captions)) throw new AppError('caption_invalid', '`captions` is not a list.');
  const data = isObject(picture) && typeof picture.data === 'string' ? picture.data : undefined;
  const sha256 = isObject(picture) && typeof picture.sha256 === 'string' ? picture.sha256 : undefined;
  const stored = data === undefined ? undefined : await storeMember(id, Buffer.from(data, 'base64'), context);
  return {
    id,
    captions: captions as unknown[],
    metadata,
    ...(stored?.image && { image: stored.image }),
    ...(isObject(vectors) && { vectors: toVectors(vectors) }),
    ...(sha256 !== undefined && isObject(words) && { text: readText(words, sha256) }),
  };
}

function toVectors({ pack, image, caption, regions, tokens }: Record<string, unknown>): EntryVectors {
  if (typeof pack !== 'string') throw new AppError('entry_invalid', '`vectors` does not name its `pack`.');
  return {
    pack,
    image: textOf(image),
    caption: textOf(caption),
    regions: textOf(regions),
    tokens: textOf(tokens),
  };
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string')
    throw new AppError('entry_invalid', 'A part of `vectors` is not base64 text.');
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
