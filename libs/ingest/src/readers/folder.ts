import { isUtf8 } from 'node:buffer';
import { AppError } from '@unseen/domain';
import { isPictureName } from '@unseen/imaging/types';
import {
  sequentialReader,
  type Found,
  type LocatedSource,
  type ReaderContext,
  type SourceReader,
} from './reader.ts';
import { joined, walk, type WalkedFile } from './walk.ts';

/** Largest sidecar caption file, in bytes. */
const MAX_SIDECAR_BYTES = 64 * 1024;

/**
 * Every picture below a folder, in a stable order. The id of an item is its path below the folder; a text file of
 * the same name next to a picture (`cat.jpg`, `cat.txt`) holds its captions, one a line.
 */
export function folderReader(source: LocatedSource, context: ReaderContext): SourceReader {
  return sequentialReader(() => findPictures(source, context));
}

async function* findPictures(
  source: LocatedSource,
  context: ReaderContext,
): AsyncGenerator<Found, void, undefined> {
  for await (const file of walk(context.root, source.main)) {
    const { fault, path } = file;
    if (fault !== undefined) {
      yield {
        name: path,
        draft: () => {
          throw fault;
        },
      };
    } else if (isPictureName(path) === 'yes') {
      yield {
        name: path,
        draft: async () => {
          if (path.includes('\ufffd'))
            throw new AppError('entry_invalid', 'The file name is not valid UTF-8.');
          return {
            id: path,
            // Not through locate(): a backslash is part of a name here, not a separator someone wrote.
            image: { kind: 'file', path: joined(source.main, path) },
            captions: await readSidecar(file, source, context),
          };
        },
      };
    }
  }
}

async function readSidecar(
  file: WalkedFile,
  source: LocatedSource,
  context: ReaderContext,
): Promise<string[]> {
  const sidecar = sidecarOf(file.path);
  if (!file.hasSibling(sidecar.slice(sidecar.lastIndexOf('/') + 1))) return [];
  const bytes = await context.root.readFile(joined(source.main, sidecar), MAX_SIDECAR_BYTES, 'entry');
  if (!isUtf8(bytes)) throw new AppError('caption_invalid', `"${sidecar}" is not valid UTF-8.`);
  return new TextDecoder()
    .decode(bytes)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
}

/** The path of the sidecar caption of a picture: `a/cat.jpg` -> `a/cat.txt`. */
function sidecarOf(path: string): string {
  return `${path.slice(0, path.lastIndexOf('.'))}.txt`;
}
