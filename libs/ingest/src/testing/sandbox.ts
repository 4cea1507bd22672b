import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openFileBlobs } from '@unseen/blobs';
import type { BlobStore, Entry, EntryFailure, JobSource } from '@unseen/domain';
import { ImportRoot } from '../paths/import-root.ts';
import { openSource } from '../readers/open-source.ts';
import { isFailure, type ReadRecord, type ReaderContext, type SourceReader } from '../readers/reader.ts';

/** An import root in a temporary folder, with a place outside it, and the readers over it. */
export class Sandbox {
  readonly dir: string;
  readonly outside: string;
  readonly root: ImportRoot;
  readonly blobs: BlobStore;

  private constructor(dir: string, root: ImportRoot, blobs: BlobStore) {
    this.dir = join(dir, 'root');
    this.outside = join(dir, 'outside');
    this.root = root;
    this.blobs = blobs;
  }

  static async make(): Promise<Sandbox> {
    const dir = await mkdtemp(join(tmpdir(), 'unseen-ingest-'));
    await mkdir(join(dir, 'root'));
    await mkdir(join(dir, 'outside'));
    return new Sandbox(
      dir,
      await ImportRoot.open(join(dir, 'root')),
      await openFileBlobs({ dir: join(dir, 'blobs') }),
    );
  }

  get context(): ReaderContext {
    return {
      root: this.root,
      blobs: this.blobs,
      maxImageBytes: 100_000,
      decodeLimits: { maxPixels: 1_000_000, timeoutSeconds: 5 },
      unpackAllowance: 1024 * 1024,
    };
  }

  async write(path: string, content: string | Uint8Array): Promise<void> {
    const file = join(this.dir, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }

  async link(path: string, target: string): Promise<void> {
    await mkdir(dirname(join(this.dir, path)), { recursive: true });
    await symlink(target, join(this.dir, path));
  }

  open(source: JobSource): Promise<SourceReader> {
    return openSource(source, this.context);
  }

  async read(source: JobSource, from = 0): Promise<Records> {
    return collect((await this.open(source)).read(from));
  }

  async close(): Promise<void> {
    await this.blobs.close();
    await rm(dirname(this.dir), { recursive: true });
  }
}

/** Records, and the two kinds of them. */
export interface Records {
  readonly all: ReadRecord[];
  readonly entries: Entry[];
  readonly failures: EntryFailure[];
}

/** Reads a stream of records to its end. */
export async function collect(records: AsyncIterable<ReadRecord>): Promise<Records> {
  const all = await Array.fromAsync(records);
  return {
    all,
    entries: all.filter((record): record is Entry => !isFailure(record)),
    failures: all.filter(isFailure),
  };
}
