import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { notFetched, type ModelSource, type RemoteFile } from './model-source.ts';
import { verifyFile } from './verify-file.ts';

/** Where files are fetched from, and where to. */
export interface FetchFilesOptions {
  /** `owner/name`. */
  readonly repository: string;
  /** A branch, tag or commit. */
  readonly revision: string;
  /** Where the files go, laid out as they are there; what is whole is not fetched again. */
  readonly folder: string;
  readonly source: ModelSource;
  /** Told how many of how many bytes are there. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Fetches files of a repository.
 * @param wanted - their paths, or what picks them of those that are there
 * @returns the commit they are of, where the source has such
 * @throws AppError `model_not_fetched`
 */
export async function fetchFiles(
  { repository, revision: named, folder, source, onProgress }: FetchFilesOptions,
  wanted: readonly string[] | ((there: readonly RemoteFile[]) => RemoteFile[]),
): Promise<{ commit?: string }> {
  const revision = await source.list(repository, named);
  const files =
    typeof wanted === 'function'
      ? wanted(revision.files)
      : wanted.map((path) => {
          const file = revision.files.find((there) => there.path === path);
          if (file === undefined) throw notFetched(`${repository} has no ${path}.`);
          return file;
        });
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  const onBytes = (count: number) => onProgress?.((done += count), total);
  onBytes(0);
  for (const file of files) {
    const target = join(folder, ...file.path.split('/'));
    await mkdir(dirname(target), { recursive: true });
    if (await isThere(target, file)) onBytes(file.bytes);
    else await source.fetch(repository, revision, file, target, onBytes);
  }
  return { commit: revision.commit };
}

/** Whether a file is there already, whole and of this revision. */
function isThere(path: string, file: RemoteFile): Promise<boolean> {
  return verifyFile(path, file).then(
    () => true,
    () => false,
  );
}
