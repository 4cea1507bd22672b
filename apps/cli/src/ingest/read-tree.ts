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
  const unpacked = pictures.unpacked && new Unpacked(pictures.unpacked);
  async function* items(): AsyncGenerator<OutgoingItem, void> {
    for await (const record of reader.read(0)) {
      if (isFailure(record)) {
        yield { id: record.id, load: () => Promise.reject(new AppError(record.code, record.reason)) };
        continue;
      }
      const { id, image } = record;
      if (image?.kind === 'blob') unpacked!.await(image.key);
      yield {
        id,
        name: nameOf(record),
        load: () => contentOf(record),
        ...(image?.kind === 'blob' && { over: () => unpacked!.letGo(image.key) }),
      };
    }
  }
  async function contentOf({ image, captions, metadata }: Entry): Promise<ItemContent> {
    if (image === undefined) return { captions, metadata };
    if (image.kind === 'url') return { image: new URL(image.url), captions, metadata };
    if (image.kind === 'blob') {
      return { image: await unpacked!.read(image.key), captions, metadata };
    }
    const bytes = new Uint8Array(await pictures.tree.readFile(image.path, MAX_BYTES, 'entry'));
    return finish({ image: bytes, captions, metadata }, image.path);
  }
  return { items: items(), found: reader };
}

/** Pictures taken out of an archive, each kept only while an item that shows it is still to be sent: an archive may be larger than the disk has room. */
class Unpacked {
  readonly #blobs: BlobStore;
  /** Items that wait, by the picture: members may be alike. */
  readonly #waiting = new Map<string, number>();

  constructor(blobs: BlobStore) {
    this.#blobs = blobs;
  }

  await(key: string): void {
    this.#waiting.set(key, (this.#waiting.get(key) ?? 0) + 1);
  }

  async read(key: string): Promise<Uint8Array<ArrayBuffer>> {
    const { bytes } = await this.#blobs.get(key);
    return new Uint8Array(bytes);
  }

  async letGo(key: string): Promise<void> {
    const others = this.#waiting.get(key)! - 1;
    if (others > 0) this.#waiting.set(key, others);
    else {
      this.#waiting.delete(key);
      await this.#blobs.delete(key);
    }
  }
}
