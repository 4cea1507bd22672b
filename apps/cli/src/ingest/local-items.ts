import type { JobSource } from '@unseen/domain';
import type { ImportRoot } from '@unseen/ingest';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { MAX_BYTES, readTree, type ReadItems } from './read-tree.ts';
import type { OutgoingItem } from './send-items.ts';

/** Pixels and seconds a picture of an archive may take to be looked at; what may be stored the platform says itself. */
const LIMITS = { maxPixels: 1e9, timeoutSeconds: 60 };

/**
 * Hands over the items of a source on this machine, read by the code that reads it in jobs: the same ids, captions and failures. Paths it
 * names, and links, are followed while they stay below its folder.
 *
 * @param source - paths absolute
 * @throws AppError `source_not_found`, `source_invalid`, and what `use` throws
 */
export async function withSource(source: JobSource, use: (items: ReadItems) => Promise<void>): Promise<void> {
  const { openSource, ImportRoot } = await import('@unseen/ingest');
  const { openFileBlobs } = await import('@unseen/blobs');
  const isFolder = (await stat(source.path).catch(() => undefined))?.isDirectory() === true;
  const beside = source.annotations === undefined ? [] : [dirname(source.annotations)];
  const root = await ImportRoot.open(isFolder ? source.path : dirname(source.path), beside);
  const scratch = await mkdtemp(join(tmpdir(), 'unseen-'));
  try {
    const unpacked = await openFileBlobs({ dir: scratch });
    const context = { root, blobs: unpacked, maxImageBytes: MAX_BYTES, decodeLimits: LIMITS };
    const reader = await openSource(source, context);
    await reader.probe();
    await use({ ...(await readTree(reader, { tree: root, unpacked })), total: await reader.count() });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** One picture as an item named like its file. @throws AppError `entry_image_missing` when its turn comes */
export async function readPicture(file: string): Promise<ReadItems> {
  const { ImportRoot } = await import('@unseen/ingest');
  const root = await ImportRoot.open(dirname(file));
  const id = basename(file);
  const load = async () => ({ image: await bytesOf(id, root) });
  async function* items(): AsyncGenerator<OutgoingItem, void> {
    yield { id, load };
  }
  return { items: items(), total: 1 };
}

async function bytesOf(path: string, root: ImportRoot): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await root.readFile(path, MAX_BYTES, 'entry'));
}
