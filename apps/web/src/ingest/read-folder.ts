import { AppError } from '@unseen/domain/portable';
import { folderReader, isFailure, type FolderEntry, type FolderTree } from '@unseen/ingest/portable';
import type { FileNode, ListFolder } from './file-nodes.ts';
import type { Upload, UploadFailure } from './upload-queue.ts';

/** What was chosen or dropped: the pictures, what is wrong with others, and how many files are none, by kind. */
export interface Chosen {
  readonly uploads: readonly Upload[];
  readonly failures: readonly UploadFailure[];
  readonly passedOver: ReadonlyMap<string, number>;
}

/**
 * What is in a folder of this device, found by the platform's own reader of folders: the same pictures, ids, captions and failures as a job finds on
 * the server.
 *
 * @param above - the folders that lie above it, as part of the path a file is known by
 */
export async function readFolder(list: ListFolder, above = ''): Promise<Chosen> {
  const tree = new FileTree(list);
  const reader = folderReader({ main: '.' }, { root: tree, leaveWords: true });
  const uploads: Upload[] = [];
  const failures: UploadFailure[] = [];
  for await (const record of reader.read(0)) {
    if (isFailure(record)) {
      failures.push({ path: above + record.id, code: record.code, reason: record.reason });
      continue;
    }
    const { id, captions, metadata, image } = record;
    const path = image?.kind === 'file' ? image.path : '';
    const said = { captions, metadata };
    try {
      uploads.push({ id: id!, path: above + path, file: await tree.fileAt(path), said });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      failures.push({ path: above + path, code: error.code, reason: error.message });
    }
  }
  return { uploads, failures, passedOver: new Map(Object.entries(reader.passedOver?.kinds ?? {})) };
}

/** Files of this device as a tree of folders. */
class FileTree implements FolderTree {
  readonly #top: FileNode;

  constructor(list: ListFolder) {
    this.#top = { kind: 'folder', list };
  }

  async list(path: string): Promise<{ real: string; names: FolderEntry[] }> {
    return attempt(path, async () => {
      const node = await this.#nodeAt(path);
      const inside = node?.kind === 'folder' ? [...(await node.list())] : [];
      const names = inside.map(([name, { kind }]) => toEntry(name, kind));
      return { real: path, names: names.sort((a, b) => (a.name < b.name ? -1 : 1)) };
    });
  }

  /** Browsers follow links themselves, and show none. */
  async kindOf(): Promise<'other'> {
    return 'other';
  }

  async readHead(path: string, bytes: number): Promise<Uint8Array> {
    const file = await this.fileAt(path);
    return attempt(path, async () => new Uint8Array(await file.slice(0, bytes).arrayBuffer()));
  }

  async readFile(path: string, maxBytes: number): Promise<Uint8Array> {
    const { size } = await this.fileAt(path);
    if (size > maxBytes) throw new AppError('image_too_large', `The file has ${size} bytes.`);
    return this.readHead(path, size);
  }

  /** A file. @throws AppError `entry_image_missing` */
  async fileAt(path: string): Promise<File> {
    const node = await attempt(path, () => this.#nodeAt(path));
    if (node?.kind !== 'file') throw new AppError('entry_image_missing', `There is no "${path}".`);
    return attempt(path, node.open);
  }

  async #nodeAt(path: string): Promise<FileNode | undefined> {
    let node: FileNode | undefined = this.#top;
    for (const name of path === '.' ? [] : path.split('/'))
      node = node?.kind === 'folder' ? (await node.list()).get(name) : undefined;
    return node;
  }
}

/** What the browser cannot read is a failure of its own. */
async function attempt<T>(path: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw new AppError('entry_image_missing', `"${path}" cannot be read.`, { cause: error });
  }
}

function toEntry(name: string, kind: FileNode['kind']): FolderEntry {
  return {
    name,
    isFile: () => kind === 'file',
    isDirectory: () => kind === 'folder',
    isSymbolicLink: () => false,
  };
}
