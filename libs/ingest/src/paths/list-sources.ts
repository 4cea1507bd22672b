import { isAppError, type SourceType } from '@unseen/domain';
import { isHidden, isPictureName } from '@unseen/imaging/types';
import type { ImportRoot } from './import-root.ts';
import { sourceTypeOf } from './source-type.ts';

/** A folder below the import root, as far as jobs can read from it. */
export interface SourceFolder {
  /** Relative to the import root; `.` is the root itself. */
  readonly path: string;
  readonly folders: readonly SourceName[];
  /** Files that are no pictures: tables, lists, archives. */
  readonly files: readonly (SourceName & { readonly type?: SourceType })[];
  /** Pictures that lie in the folder itself. */
  readonly pictures: number;
  /** Whether that is all there is. */
  readonly complete: boolean;
}

/** A name in a folder. */
export interface SourceName {
  readonly name: string;
  /** As a job's source takes it. */
  readonly path: string;
}

/** Folders, and files, that are told of one folder. */
const MOST_NAMES = 500;

/**
 * What a folder below the import root holds for jobs to read. An import root that is not there yet is empty.
 *
 * @param path - as a user wrote it
 * @throws AppError `source_outside_root`, `source_not_found`
 */
export async function listSources(root: ImportRoot, path: string): Promise<SourceFolder> {
  const located = root.locate(path, '.', 'source');
  const { names } = await root.list(located, 'source').catch((error: unknown) => {
    if (located === '.' && isAppError(error, 'source_not_found')) return { names: [] };
    throw error;
  });
  const seen = names.filter(({ name }) => !isHidden(name));
  const pathOf = (name: string) => (located === '.' ? name : `${located}/${name}`);
  const folders: SourceName[] = [];
  const files: (SourceName & { type?: SourceType })[] = [];
  let pictures = 0;
  for (const entry of seen) {
    const { name } = entry;
    const at = { name, path: pathOf(name) };
    // A link is whatever it leads to; one that leads out is nothing to read from.
    const kind = entry.isSymbolicLink()
      ? await root.kindOf(at.path, 'source').catch(() => 'other' as const)
      : entry.isDirectory()
        ? 'folder'
        : entry.isFile()
          ? 'file'
          : 'other';
    if (kind === 'folder') folders.push(at);
    else if (kind === 'file' && isPictureName(name) === 'yes') pictures += 1;
    else if (kind === 'file') files.push({ ...at, type: sourceTypeOf(name) });
  }
  return {
    path: located,
    folders: folders.slice(0, MOST_NAMES),
    files: files.slice(0, MOST_NAMES),
    pictures,
    complete: folders.length <= MOST_NAMES && files.length <= MOST_NAMES,
  };
}
