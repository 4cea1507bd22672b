import { AppError, type Entry } from '@unseen/domain';
import type { FolderTree, SourceReader } from '@unseen/ingest';
import type { ItemContent, OutgoingItem, Sending } from './send-items.ts';

/** A file above this is not read; how much the platform takes it says itself. */
export const MAX_BYTES = 512 * 2 ** 20;

/** Items, how many there are, and what was read to find them. */
export type ReadItems = Pick<Sending, 'items' | 'total' | 'found'>;

/**
 * What a reader finds in a tree as items, each with the bytes of its picture once its turn comes.
 *
 * @param finish - changes what is known of a picture when its bytes are here
 */
export async function readTree(
  reader: SourceReader,
  tree: Pick<FolderTree, 'readFile'>,
  finish: (content: ItemContent, path: string) => ItemContent = (content) => content,
): Promise<Pick<ReadItems, 'items' | 'found'>> {
  const { isFailure } = await import('@unseen/ingest');
  async function* items(): AsyncGenerator<OutgoingItem, void> {
    for await (const record of reader.read(0)) {
      yield isFailure(record)
        ? { id: record.id, load: () => Promise.reject(new AppError(record.code, record.reason)) }
        : { id: record.id!, load: () => contentOf(record) };
    }
  }
  async function contentOf({ image, captions, metadata }: Entry): Promise<ItemContent> {
    if (image?.kind !== 'file') return { captions, metadata };
    const bytes = new Uint8Array(await tree.readFile(image.path, MAX_BYTES, 'entry'));
    return finish({ image: bytes, captions, metadata }, image.path);
  }
  return { items: items(), found: reader };
}
