import { posix } from 'node:path';
import { AppError, isAppError, SOURCE_TYPES, type JobSource, type SourceType } from '@unseen/domain';
import type { ImportRoot } from '../paths/import-root.ts';
import { archiveReader } from './archive.ts';
import { cocoReader } from './coco.ts';
import { csvReader } from './csv.ts';
import { exportReader } from './export.ts';
import { flickrReader } from './flickr.ts';
import { folderReader } from './folder.ts';
import { jsonlReader } from './jsonl.ts';
import { karpathyReader } from './karpathy.ts';
import type { LocatedSource, ReaderContext, SourceReader } from './reader.ts';
import { shopifyReader } from './shopify/shopify.ts';

const READERS: Record<SourceType, (source: LocatedSource, context: ReaderContext) => SourceReader> = {
  folder: folderReader,
  csv: csvReader,
  jsonl: jsonlReader,
  shopify: shopifyReader,
  coco: cocoReader,
  flickr: flickrReader,
  karpathy: karpathyReader,
  archive: archiveReader,
  export: exportReader,
};

/**
 * Locates a job's source below the import root and opens the reader of its type.
 *
 * @throws AppError `source_outside_root`, `source_not_found`, `source_invalid`
 */
export async function openSource(source: JobSource, context: ReaderContext): Promise<SourceReader> {
  const { type } = source;
  if (!isSourceType(type)) {
    throw new AppError('source_invalid', `\`type\` is not one of ${SOURCE_TYPES.join(', ')}.`);
  }
  return READERS[type](await locateSource(source, context.root), context);
}

function isSourceType(type: JobSource['type']): type is SourceType {
  return (SOURCE_TYPES as readonly string[]).includes(type);
}

/** Finds out which file is read and which folder its picture paths start from. */
async function locateSource(source: JobSource, root: ImportRoot): Promise<LocatedSource> {
  const path = root.locate(source.path, '.', 'source');
  const kind = await root.kindOf(path, 'source');
  const { type } = source;
  if (kind === 'other') throw new AppError('source_invalid', '`path` is neither a file nor a folder.');
  if (source.annotations !== undefined && (type === 'folder' || type === 'archive')) {
    throw new AppError('source_invalid', `A source of type ${type} takes no \`annotations\`.`);
  }
  if (source.split !== undefined && type !== 'flickr' && type !== 'karpathy' && type !== 'shopify') {
    throw new AppError('source_invalid', `A source of type ${type} knows no \`split\`.`);
  }
  if (type === 'folder') {
    if (kind !== 'folder') throw new AppError('source_invalid', '`path` is not a folder.');
    return { type, main: path, pictures: path };
  }
  const main = source.annotations === undefined ? path : await locateFile(source.annotations, '.', root);
  if (source.annotations === undefined && kind === 'folder') {
    const wanted =
      type === 'archive'
        ? '`path` is a folder, not an archive.'
        : '`path` is a folder: name the file in `annotations`.';
    throw new AppError('source_invalid', wanted);
  }
  if (source.annotations !== undefined && kind !== 'folder') {
    throw new AppError('source_invalid', '`path` is not the folder of the pictures.');
  }
  return {
    type,
    main,
    pictures: kind === 'folder' ? path : posix.dirname(path),
    ...(source.split === undefined
      ? {}
      : type === 'flickr'
        ? { splitFile: await locateSplit(source.split, main, root) }
        : { split: source.split }),
  };
}

async function locateFile(path: string, base: string, root: ImportRoot): Promise<string> {
  const located = root.locate(path, base, 'source');
  if ((await root.kindOf(located, 'source')) !== 'file') {
    throw new AppError('source_invalid', `"${posix.basename(located)}" is not a file.`);
  }
  return located;
}

/** A split list is named from the import root, or by its name alone when it lies next to the captions. */
async function locateSplit(split: string, main: string, root: ImportRoot): Promise<string> {
  try {
    return await locateFile(split, '.', root);
  } catch (error) {
    if (!isAppError(error, 'source_not_found')) throw error;
    return locateFile(split, posix.dirname(main), root);
  }
}
