import type { ImportRoot } from '@unseen/ingest';
import { basename, dirname } from 'node:path';
import { MAX_BYTES, readTree, type ReadItems } from './read-tree.ts';
import type { OutgoingItem } from './send-items.ts';

/**
 * The pictures below a folder as items, read by the code that reads folders in jobs: the same ids, captions and
 * failures. Links are followed while they stay below the folder.
 *
 * @throws AppError `source_not_found` when it cannot be read
 */
export async function readFolder(folder: string): Promise<ReadItems> {
  const { folderReader, ImportRoot } = await import('@unseen/ingest');
  const root = await ImportRoot.open(folder);
  const reader = folderReader({ main: '.' }, { root });
  return { ...(await readTree(reader, root)), total: await reader.count() };
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
