import { copyFile, readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { notFetched, type ModelSource, type RemoteFile, type Revision } from './model-source.ts';
import { verifyFile } from './verify-file.ts';

/** Models in a folder: `<folder>/<owner>/<name>` holds the files of one, as a clone of its repository does. */
export class FolderSource implements ModelSource {
  readonly place: string;

  constructor(folder: string) {
    this.place = folder;
  }

  async list(repository: string): Promise<Revision> {
    const folder = join(this.place, repository);
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
      (cause: unknown) => {
        throw notFetched(`There is no folder ${folder}.`, cause);
      },
    );
    const files = entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !relative(folder, path).startsWith(`.git${sep}`));
    return {
      files: await Promise.all(
        files.map(async (path) => ({
          path: relative(folder, path).split(sep).join('/'),
          bytes: (await stat(path)).size,
        })),
      ),
    };
  }

  async fetch(
    repository: string,
    _revision: Revision,
    file: RemoteFile,
    target: string,
    onBytes: (count: number) => void,
  ): Promise<void> {
    await copyFile(join(this.place, repository, file.path), target);
    await verifyFile(target, file);
    onBytes(file.bytes);
  }
}
