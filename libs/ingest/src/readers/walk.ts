import type { Dirent } from 'node:fs';
import { AppError, isAppError } from '@unseen/domain';
import type { ImportRoot } from '../paths/import-root.ts';
import { isHidden } from '@unseen/imaging/types';

/** Folders inside folders that are followed; only chains of links get this deep. */
const MAX_DEPTH = 64;

/** A file met on a walk, or a name that could not be followed. */
export interface WalkedFile {
  /** Path relative to the folder the walk began at, with forward slashes. */
  readonly path: string;
  /** Whether the folder also holds a file of this name (siblings are asked by name, without another look at the disk). */
  hasSibling(name: string): boolean;
  /** Why the name cannot be followed: a link that leads out, a folder that may not be read. */
  readonly fault?: AppError;
}

/**
 * Walks a folder depth first, names in code-unit order, so the order is the same on every run and machine.
 * Hidden names are passed over. Links are followed while they stay below the import root and do not lead back into a
 * folder that is being walked. Holds the names of one folder per level.
 */
export async function* walk(root: ImportRoot, folder: string): AsyncGenerator<WalkedFile, void, undefined> {
  yield* walkFolder(root, folder, '', []);
}

async function* walkFolder(
  root: ImportRoot,
  start: string,
  path: string,
  above: readonly string[],
): AsyncGenerator<WalkedFile, void, undefined> {
  const listed = await attempt(() => root.list(joined(start, path), 'entry'));
  if (listed instanceof AppError) {
    if (path === '') throw listed;
    yield { path, hasSibling: () => false, fault: listed };
    return;
  }
  const { real, names } = listed;
  if (above.includes(real) || above.length >= MAX_DEPTH) return;
  const files = new Set(names.filter((name) => !name.isDirectory()).map((name) => name.name));
  const hasSibling = (name: string): boolean => files.has(name);
  for (const entry of names) {
    if (isHidden(entry.name)) continue;
    const child = path === '' ? entry.name : `${path}/${entry.name}`;
    const kind = entry.isSymbolicLink()
      ? await attempt(() => root.kindOf(joined(start, child), 'entry'))
      : kindOf(entry);
    if (kind instanceof AppError) yield { path: child, hasSibling, fault: kind };
    else if (kind === 'folder') yield* walkFolder(root, start, child, [...above, real]);
    else if (kind === 'file') yield { path: child, hasSibling };
  }
}

function kindOf(entry: Dirent): 'file' | 'folder' | 'other' {
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
