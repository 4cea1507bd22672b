import { originalKey, thumbnailKey } from '@unseen/blobs';
import { isAppError, type Blob, type BlobStore } from '@unseen/domain';
import type { ArchiveWriter } from '../archive/archive-writer.ts';

/** Pictures remembered as put in: about 100 MB. Past that a picture several items show may go in again, which harms nothing. */
const REMEMBERED = 1_000_000;

/** Puts pictures into an archive, each once. */
export class Pictures {
  readonly #blobs: BlobStore;
  readonly #archive: ArchiveWriter;
  readonly #done = new Set<string>();
  #count = 0;

  constructor(blobs: BlobStore, archive: ArchiveWriter) {
    this.#blobs = blobs;
    this.#archive = archive;
  }

  /** Originals put in. */
  get count(): number {
    return this.#count;
  }

  /** Adds original and thumbnail. @param hash - SHA-256 of the original @returns false when the original is not there */
  async add(hash: string): Promise<boolean> {
    if (this.#done.has(hash)) return true;
    const original = await this.#find(originalKey(hash));
    if (original === undefined) return false;
    if (this.#done.size >= REMEMBERED) this.#done.clear();
    this.#done.add(hash);
    this.#count += 1;
    await this.#archive.add(`blobs/${originalKey(hash)}`, original.bytes, original.type);
    const thumbnail = await this.#find(thumbnailKey(hash));
    if (thumbnail) await this.#archive.add(`blobs/${thumbnailKey(hash)}`, thumbnail.bytes, thumbnail.type);
    return true;
  }

  async #find(key: string): Promise<Blob | undefined> {
    try {
      return await this.#blobs.get(key);
    } catch (error) {
      if (isAppError(error) && error.code === 'blob_not_found') return undefined;
      throw error;
    }
  }
}
