import { AppError, BlobStore, messageOf, type Blob, type BlobKind, type BlobStream } from '@unseen/domain';
import { access, type FileHandle, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { checkKey } from '../keys.ts';
import { folderBytes } from './folder-bytes.ts';
import { frame, readTail, unframe } from './frame.ts';

/**
 * Opens blobs kept as files below a folder, sharded by the first byte of the hash.
 *
 * @throws AppError `blob_store_unavailable` when the folder cannot be made
 */
export async function openFileBlobs(options: { readonly dir: string }): Promise<BlobStore> {
  const store = new FileBlobStore(options.dir);
  await store.prepare();
  return store;
}

class FileBlobStore extends BlobStore {
  readonly #dir: string;
  /** Puts under way, so that the same content arriving twice at once is written once. */
  readonly #writing = new Map<string, Promise<void>>();

  constructor(dir: string) {
    super();
    this.#dir = dir;
  }

  async prepare(): Promise<void> {
    // What a kill left half-written is named by nobody.
    await guard(() => rm(this.#temporary, { recursive: true, force: true }));
    await guard(() => mkdir(this.#temporary, { recursive: true }));
  }

  async put(key: string, bytes: Uint8Array, type: string): Promise<void> {
    const path = this.#path(key);
    const underWay = this.#writing.get(key);
    if (underWay !== undefined) return underWay;
    const write = guard(() => this.#write(path, bytes, type));
    this.#writing.set(key, write);
    try {
      await write;
    } finally {
      this.#writing.delete(key);
    }
  }

  async get(key: string): Promise<Blob> {
    const path = this.#path(key);
    try {
      return unframe(await readFile(path));
    } catch (cause) {
      throw missingOrUnavailable(cause);
    }
  }

  async open(key: string): Promise<BlobStream> {
    const path = this.#path(key);
    let file: FileHandle | undefined;
    try {
      file = await open(path);
      const { size, type } = await readTail(file);
      // Below 0: nothing is to be read, and a stream has no way to say so.
      if (size > 0) return { size, type, stream: file.createReadStream({ start: 0, end: size - 1 }) };
      await file.close();
      return { size, type, stream: Readable.from([], { objectMode: false }) };
    } catch (cause) {
      await file?.close();
      throw missingOrUnavailable(cause);
    }
  }

  async has(key: string): Promise<boolean> {
    const path = this.#path(key);
    return access(path).then(
      () => true,
      (error: unknown) => {
        if (isMissing(error)) return false;
        throw unavailable(error);
      },
    );
  }

  async delete(key: string): Promise<void> {
    const path = this.#path(key);
    await guard(() => rm(path, { force: true }));
  }

  async *list(kind: BlobKind): AsyncGenerator<string, void, undefined> {
    const dir = join(this.#dir, kind);
    for (const shard of await namesIn(dir))
      for (const rest of await namesIn(join(dir, shard))) yield `${shard}${rest}`;
  }

  async bytes(): Promise<number> {
    return guard(() => folderBytes(this.#dir));
  }

  async ping(): Promise<void> {
    await guard(() => access(this.#temporary));
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#writing.values());
  }

  get #temporary(): string {
    return join(this.#dir, 'tmp');
  }

  #path(key: string): string {
    checkKey(key);
    const [kind, hash] = key.split('/') as [string, string];
    return join(this.#dir, kind, hash.slice(0, 2), hash.slice(2));
  }

  /** Written aside, flushed, then renamed: a reader sees all of it or nothing, whenever the process dies. */
  async #write(path: string, bytes: Uint8Array, type: string): Promise<void> {
    if (await this.#exists(path)) return;
    const temporary = join(this.#temporary, randomUUID());
    const file = await open(temporary, 'wx');
    try {
      await file.writev(frame(bytes, type));
      await file.sync();
    } finally {
      await file.close();
    }
    await mkdir(dirname(path), { recursive: true });
    await rename(temporary, path);
  }

  async #exists(path: string): Promise<boolean> {
    return access(path).then(
      () => true,
      () => false,
    );
  }
}

/** What is in a folder, in ascending order; nothing when it is not there. @throws AppError `blob_store_unavailable` */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (cause) {
    if (isMissing(cause)) return [];
    throw unavailable(cause);
  }
}

async function guard<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw unavailable(cause);
  }
}

function unavailable(cause: unknown): AppError {
  return new AppError('blob_store_unavailable', `The blob folder cannot be used: ${messageOf(cause)}.`, {
    cause,
  });
}

function missingOrUnavailable(cause: unknown): AppError {
  if (isMissing(cause)) return new AppError('blob_not_found', 'The stored file is not there.', { cause });
  return unavailable(cause);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
