import { AppError } from '@unseen/domain';
import type { ImportRoot, ReadRecord } from '@unseen/ingest';
import { basename, dirname } from 'node:path';
import type { ItemContent, OutgoingItem } from './send-items.ts';

/** A file above this is not read; how much the platform takes it says itself. */
const MAX_BYTES = 512 * 2 ** 20;
/** Nothing is decoded here. */
const DECODE_LIMITS = { maxPixels: 0, timeoutSeconds: 0 };

/** Items read from this machine. */
export interface LocalItems {
  readonly items: AsyncIterable<OutgoingItem>;
  readonly total: number | null;
}

/**
 * The pictures below a folder as items, read by the code that reads folders in jobs: the same ids, captions and
 * failures. Links are followed while they stay below the folder.
 *
 * @throws AppError `source_not_found` when it cannot be read
 */
export async function readFolder(folder: string): Promise<LocalItems> {
  const { ImportRoot, isFailure, openSource } = await import('@unseen/ingest');
  const root = await ImportRoot.open(folder);
  const context = { root, maxImageBytes: MAX_BYTES, decodeLimits: DECODE_LIMITS };
  const reader = await openSource({ type: 'folder', path: '.' }, context);
  async function* items(): AsyncGenerator<OutgoingItem, void> {
    for await (const record of reader.read(0)) {
      yield isFailure(record)
        ? { id: record.id, load: () => Promise.reject(new AppError(record.code, record.reason)) }
        : { id: record.id!, load: () => contentOf(record, root) };
    }
  }
  return { items: items(), total: await reader.count() };
}

/** One picture as an item named like its file. @throws AppError `entry_image_missing` when its turn comes */
export async function readPicture(file: string): Promise<LocalItems> {
  const { ImportRoot } = await import('@unseen/ingest');
  const root = await ImportRoot.open(dirname(file));
  const id = basename(file);
  const load = async () => ({ image: await bytesOf(id, root) });
  async function* items(): AsyncGenerator<OutgoingItem, void> {
    yield { id, load };
  }
  return { items: items(), total: 1 };
}

type Entry = Exclude<ReadRecord, { readonly code: unknown }>;

async function contentOf({ image, captions, metadata }: Entry, root: ImportRoot): Promise<ItemContent> {
  return {
    ...(image?.kind === 'file' && { image: await bytesOf(image.path, root) }),
    captions,
    metadata,
  };
}

async function bytesOf(path: string, root: ImportRoot): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await root.readFile(path, MAX_BYTES, 'entry'));
}
