import { AppError, isAppError } from '@unseen/domain/portable';
import { isPictureName, typeByHead } from '@unseen/imaging/types';
import { readPictureWords, WORDS_HEAD_BYTES, type PictureWords } from '@unseen/imaging/words';
import type { FolderTree } from './folder-tree.ts';
import { PassedOver } from './passed-over.ts';
import {
  sequentialReader,
  type Found,
  type LocatedSource,
  type ReaderContext,
  type SourceReader,
} from './reader.ts';
import { withOwnWords } from '../validate/own-words.ts';
import type { Said } from './sidecars/read-sidecars.ts';
import { SidecarIndex } from './sidecars/sidecar-index.ts';
import { maxSidecarBytes } from './sidecars/sidecar-names.ts';
import { joined, walk, type WalkedFile } from './walk.ts';

/** What a folder is read with. */
export interface FolderContext extends Pick<ReaderContext, 'withPlace'> {
  readonly root: FolderTree;
  /** What it is called in messages; its path by default. */
  readonly called?: string;
  /** Leaves what pictures say of themselves to whoever reads them whole: for files that are far away. */
  readonly leaveWords?: boolean;
}

/**
 * Every picture below a folder, in a stable order. The id of an item is its path below the folder; a text file of the same name next to a
 * picture (`cat.jpg`, `cat.txt`) holds its captions, one a line, and other files more about it: see `isSidecarName`.
 */
export function folderReader(source: Pick<LocatedSource, 'main'>, context: FolderContext): SourceReader {
  const passedOver = new PassedOver();
  const { called = source.main === '.' ? 'the folder' : `"${source.main}"` } = context;
  return sequentialReader(
    (purpose) => findPictures(source, context, purpose === 'read' ? passedOver : new PassedOver()),
    {
      passedOver,
      emptyBecause: () => `No pictures found below ${called}${String(passedOver)}.`,
    },
  );
}

async function* findPictures(
  source: Pick<LocatedSource, 'main'>,
  context: FolderContext,
  passedOver: PassedOver,
): AsyncGenerator<Found, void, undefined> {
  let sidecars: { readonly of: readonly string[]; readonly index: SidecarIndex } | undefined;
  for await (const file of walk(context.root, source.main, passedOver)) {
    const { path } = file;
    if (sidecars?.of !== file.folder) sidecars = { of: file.folder, index: indexOf(file, source, context) };
    const { fault } = file;
    if (fault !== undefined) yield failing(path, fault);
    else if (await isPicture(file, source, context)) {
      const said = await sidecars.index.of(path);
      yield toFound(path, said, source, context);
      yield* said.faults;
    } else if (!sidecars.index.belongs(path)) passedOver.add(path);
  }
}

/** Whether a file is a picture: by its name, and where that says nothing by its first bytes. */
async function isPicture(
  { path }: WalkedFile,
  source: Pick<LocatedSource, 'main'>,
  context: FolderContext,
): Promise<boolean> {
  const named = isPictureName(path);
  if (named !== 'unsure') return named === 'yes';
  try {
    const head = await context.root.readHead(joined(source.main, path), 64, 'entry');
    return typeByHead(head) !== undefined;
  } catch (error) {
    // What cannot be read, and has no picture's name, is nobody's loss.
    if (isAppError(error) && error.status < 500) return false;
    throw error;
  }
}

function indexOf(
  { folder }: WalkedFile,
  source: Pick<LocatedSource, 'main'>,
  context: FolderContext,
): SidecarIndex {
  const index = new SidecarIndex(context.withPlace);
  for (const path of folder) {
    index.add(path, () => context.root.readFile(joined(source.main, path), maxSidecarBytes(path), 'entry'));
  }
  return index;
}

function toFound(
  path: string,
  said: Said,
  source: Pick<LocatedSource, 'main'>,
  context: FolderContext,
): Found {
  return {
    name: path,
    draft: async () => {
      if (path.includes('\ufffd')) throw new AppError('entry_invalid', 'The file name is not valid UTF-8.');
      return {
        // One form for every system: macOS takes names apart, what people type is composed.
        id: path.normalize('NFC'),
        // Not through locate(): a backslash is part of a name here, not a separator someone wrote.
        image: { kind: 'file', path: joined(source.main, path) },
        ...withOwnWords(said, await ownWords(joined(source.main, path), context)),
      };
    },
  };
}

function failing(name: string, fault: AppError): Found {
  return {
    name,
    draft: () => {
      throw fault;
    },
  };
}

/** What the picture says of itself; nothing where it cannot be read, which taking it in will find out and say. */
async function ownWords(file: string, context: FolderContext): Promise<PictureWords> {
  if (context.leaveWords) return { captions: [], metadata: {} };
  try {
    return readPictureWords(await context.root.readHead(file, WORDS_HEAD_BYTES, 'entry'), context.withPlace);
  } catch (error) {
    if (isAppError(error) && error.status < 500) return { captions: [], metadata: {} };
    throw error;
  }
}
