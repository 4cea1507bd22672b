import { originalKey, thumbnailKey } from '@unseen/blobs';
import { isAppError, type BlobKind, type BlobStore } from '@unseen/domain';
import { isOwnThumbnail, makeThumbnail, type DecodeLimits, type ImageInfo } from '@unseen/imaging';
import type { Ledger, Release } from '@unseen/ledger';
import { KeyLock } from '@unseen/concurrency';
import { timed, type StageObserver } from './ingest-stages.ts';
import type { SourceImage } from './item-content.ts';

/**
 * Originals and thumbnails. Items share a picture by its content, so one is removed only when no item shows it, and
 * never between the moment it is stored and the moment the ledger knows who shows it.
 */
export class PictureStore {
  readonly #blobs: BlobStore;
  readonly #ledger: Ledger;
  readonly #limits: DecodeLimits;
  readonly #observe: StageObserver | undefined;
  readonly #lock = new KeyLock();
  /** How many items under way show a picture the ledger does not list for them yet, and what tells other processes. */
  readonly #held = new Map<string, { count: number; readonly lock: Promise<Release> }>();

  constructor(blobs: BlobStore, ledger: Ledger, limits: DecodeLimits, observe?: StageObserver) {
    this.#blobs = blobs;
    this.#ledger = ledger;
    this.#limits = limits;
    this.#observe = observe;
  }

  /**
   * Keeps a picture from being removed, by this process or another, until {@link letGo}, which must follow in any case.
   *
   * @throws AppError as `SharedLocks.shared`
   */
  async hold(hash: string): Promise<void> {
    const held = this.#held.get(hash) ?? { count: 0, lock: this.#ledger.locks.shared(lockName(hash)) };
    held.count += 1;
    this.#held.set(hash, held);
    await held.lock;
  }

  /** Ends one {@link hold}; resolves when others know, too. */
  async letGo(hash: string): Promise<void> {
    const held = this.#held.get(hash);
    if (held === undefined) return;
    held.count -= 1;
    if (held.count > 0) return;
    this.#held.delete(hash);
    await held.lock.then(
      (release) => release(),
      () => undefined,
    );
  }

  /**
   * Ends {@link hold}s of pictures, and removes those that nothing came to show. What cannot be removed now is left over: the check of
   * the storage finds it.
   */
  async drop(hashes: readonly string[]): Promise<void> {
    if (hashes.length === 0) return;
    await Promise.all(hashes.map((hash) => this.letGo(hash)));
    try {
      for (const hash of await this.#ledger.pictures.unused(hashes)) await this.removeUnused(hash);
    } catch (error) {
      if (!isAppError(error)) throw error;
    }
  }

  /**
   * Stores the original, and a thumbnail where the original would not do as one. Call it between hold and letGo.
   *
   * @throws AppError `blob_store_unavailable`, and as `makeThumbnail`
   */
  async put(image: SourceImage, info: ImageInfo): Promise<void> {
    const { bytes, hash } = image;
    const store = async () => {
      const thumbnail = isOwnThumbnail(bytes, info) ? image : await makeThumbnail(bytes, this.#limits);
      await Promise.all([
        image.stored ? undefined : this.#blobs.put(originalKey(hash), bytes, info.type),
        'type' in thumbnail && thumbnail.bytes !== bytes
          ? this.#blobs.put(thumbnailKey(hash), thumbnail.bytes, thumbnail.type)
          : undefined,
      ]);
    };
    await this.#lock.run([hash], () => timed(this.#observe, 'blobs', store));
  }

  /**
   * Stores a picture that an item shows already and someone offers again, should it be lost.
   *
   * @param identify - says what it is; called when it is lost
   * @throws AppError `blob_store_unavailable` when it is lost and cannot be stored
   */
  async bringBack(image: SourceImage, identify: (bytes: Uint8Array) => Promise<ImageInfo>): Promise<void> {
    // While nobody can tell, nothing has to be done: it was stored once.
    if (await this.#blobs.has(originalKey(image.hash)).catch(() => true)) return;
    await this.put(image, await identify(image.bytes));
  }

  /** The original. @throws AppError `blob_not_found`, `blob_store_unavailable` */
  async get(hash: string): Promise<SourceImage> {
    const { bytes } = await this.#blobs.get(originalKey(hash));
    return { bytes, hash, stored: true };
  }

  /**
   * Blob key of a picture, of its thumbnail when it has one of its own.
   *
   * @throws AppError `blob_store_unavailable`, and as `makeThumbnail`
   */
  async keyOf(hash: string, size: 'original' | 'thumbnail'): Promise<string> {
    if (size === 'original') return originalKey(hash);
    if (await this.#blobs.has(thumbnailKey(hash))) return thumbnailKey(hash);
    // Looked at once more: earlier versions took pictures with metadata for their own thumbnails, and it must not be shown.
    const { bytes } = await this.#blobs.get(originalKey(hash));
    const thumbnail = await makeThumbnail(bytes, this.#limits);
    if (thumbnail.bytes === bytes) return originalKey(hash);
    await this.#blobs.put(thumbnailKey(hash), thumbnail.bytes, thumbnail.type);
    return thumbnailKey(hash);
  }

  /**
   * Removes a picture unless an item shows it, or is about to.
   *
   * @param besides - rows of the ledger that do not count: 1 while an item on its way out still has its row
   */
  async removeUnused(hash: string, besides = 0): Promise<void> {
    await this.#ifUnused(hash, besides, async () => {
      await Promise.all([this.#blobs.delete(originalKey(hash)), this.#blobs.delete(thumbnailKey(hash))]);
    });
  }

  /** Whether no item shows a picture, or is about to. */
  isUnused(hash: string): Promise<boolean> {
    return this.#ifUnused(hash, 0, async () => undefined);
  }

  /** Whether an item shows a picture that is not there. */
  async isLost(hash: string): Promise<boolean> {
    if (await this.#blobs.has(originalKey(hash))) return false;
    return (await this.#ledger.pictures.countUses(hash)) > 0;
  }

  /** The hashes of what is stored, in ascending order. @throws AppError `blob_store_unavailable` */
  stored(kind: BlobKind): AsyncIterable<string> {
    return this.#blobs.list(kind);
  }

  /** Does something about a picture that nobody can begin to show meanwhile. @returns whether nothing shows it, so that it was done */
  #ifUnused(hash: string, besides: number, work: () => Promise<void>): Promise<boolean> {
    return this.#lock.run([hash], async () => {
      // Another process that holds it is about to show it.
      const release = await this.#ledger.locks.tryExclusive(lockName(hash));
      if (release === undefined) return false;
      try {
        const uses = await this.#ledger.pictures.countUses(hash);
        if (uses > besides || this.#held.has(hash)) return false;
        await work();
        return true;
      } finally {
        await release();
      }
    });
  }
}

/** What the lock of a picture between processes is called. */
function lockName(hash: string): string {
  return `picture ${hash}`;
}
