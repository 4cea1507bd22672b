import { AppError, type BlobStore, type Entry } from '@unseen/domain';
import type { FolderTree, SourceReader } from '@unseen/ingest';
import type { ItemContent, OutgoingItem, Sending } from './send-items.ts';

/** A file above this is not read; how much the platform takes it says itself. */
export const MAX_BYTES = 512 * 2 ** 20;

/** Items, how many there are, and what was read to find them. */
export type ReadItems = Pick<Sending, 'items' | 'total' | 'found'>;

/** An item whose picture is a file, read. */
export type FileContent = ItemContent & { readonly image: Uint8Array<ArrayBuffer> };

/** Where a reader's pictures are: files of a tree, or what it took out of an archive. */
export interface Pictures {
  readonly tree: Pick<FolderTree, 'readFile'>;
  readonly unpacked?: BlobStore;
}

/**
 * What a reader finds as items, each with the bytes of its picture once its turn comes.
 *
 * @param finish - changes what is known of a picture when its bytes are here
 */
export async function readTree(
  reader: SourceReader,
  pictures: Pictures,
  finish: (content: FileContent, path: string) => ItemContent = (content) => content,
): Promise<Pick<ReadItems, 'items' | 'found'>> {
  const { isFailure, nameOf } = await import('@unseen/ingest');
  async function* items(): AsyncGenerator<OutgoingItem, void> {
    for await (const record of reader.read(0)) {
      yield isFailure(record)
        ? { id: record.id, load: () => Promise.reject(new AppError(record.code, record.reason)) }
        : { id: record.id, name: nameOf(record), load: () => contentOf(record) };
    }
  }
  async function contentOf({ image, captions, metadata }: Entry): Promise<ItemContent> {
    if (image === undefined) return { captions, metadata };
    if (image.kind === 'url') return { image: new URL(image.url), captions, metadata };
    if (image.kind === 'blob') {
      const { bytes } = await pictures.unpacked!.get(image.key);
      return { image: new Uint8Array(bytes), captions, metadata };
    }
    const bytes = new Uint8Array(await pictures.tree.readFile(image.path, MAX_BYTES, 'entry'));
    return finish({ image: bytes, captions, metadata }, image.path);
  }
  return { items: items(), found: reader };
}
