import { AppError, isAppError } from '@unseen/domain/portable';
import { isHidden } from '@unseen/imaging/types';
import type { FolderEntry, FolderTree } from './folder-tree.ts';
import type { PassedOver } from './passed-over.ts';

/** Folders inside folders that are followed. */
const MAX_DEPTH = 256;

/** A file met on a walk, or a name that could not be followed. */
export interface WalkedFile {
  /** Path relative to the folder the walk began at, with forward slashes. */
  readonly path: string;
  /** The paths of all files of its folder: one list for all of them. */
  readonly folder: readonly string[];
  /** Why the name cannot be followed: a link that leads out, a folder that may not be read. */
  readonly fault?: AppError;
}

/**
 * Walks a folder depth first, names in code-unit order, so the order is the same on every run and machine.
 * Hidden names are counted and passed over. Links are followed while they stay below the import root and do not lead back into a
 * folder that is being walked. Holds the names of one folder per level.
 */
export async function* walk(
  root: FolderTree,
  folder: string,
  passedOver: PassedOver,
): AsyncGenerator<WalkedFile, void, undefined> {
  yield* walkFolder({ root, start: folder, passedOver }, '', []);
}

interface Walk {
  readonly root: FolderTree;
  readonly start: string;
  readonly passedOver: PassedOver;
}

async function* walkFolder(
  walking: Walk,
  path: string,
  above: readonly string[],
): AsyncGenerator<WalkedFile, void, undefined> {
  const { root, start, passedOver } = walking;
  const listed = await attempt(() => root.list(joined(start, path), 'entry'));
  if (listed instanceof AppError) {
    if (path === '') throw listed;
    yield { path, folder: [], fault: listed };
    return;
  }
  const { real, names } = listed;
  if (above.includes(real)) return;
  if (above.length >= MAX_DEPTH) {
    const fault = new AppError('entry_invalid', `Folders are read to a depth of ${MAX_DEPTH}.`);
    yield { path, folder: [], fault };
    return;
  }
  const pathOf = (name: string) => (path === '' ? name : `${path}/${name}`);
  const folder = names.filter((name) => !name.isDirectory()).map((name) => pathOf(name.name));
  for (const entry of names) {
    const child = pathOf(entry.name);
    if (isHidden(child)) {
      passedOver.count('hidden');
      continue;
    }
    const kind = entry.isSymbolicLink()
      ? await attempt(() => root.kindOf(joined(start, child), 'entry'))
      : kindOf(entry);
    if (kind instanceof AppError) yield { path: child, folder, fault: kind };
    else if (kind === 'folder') yield* walkFolder(walking, child, [...above, real]);
    else if (kind === 'file') yield { path: child, folder };
  }
}

function kindOf(entry: FolderEntry): 'file' | 'folder' | 'other' {
  return entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other';
}

/** What a call yields, or the fault of the entry; trouble of ours is thrown on. */
async function attempt<T>(call: () => Promise<T>): Promise<T | AppError> {
  try {
    return await call();
  } catch (error) {
    if (isAppError(error) && error.status < 500) return error;
    throw error;
  }
}

/** A path below the folder a walk began at, as a path below the import root. */
export function joined(start: string, path: string): string {
  return start === '.' || path === '' ? path || start : `${start}/${path}`;
}
