import type { BlobStore, ItemKey, VectorPoint, VectorStore } from '@unseen/domain';
import type { Encoder, Lane } from '@unseen/encoder';
import type { DecodeLimits } from '@unseen/imaging';
import type { ItemState, Ledger } from '@unseen/ledger';
import { buildPoint, buildRow, spaceOf, type BuiltItem } from './build-item.ts';
import { Embedder } from './embedder.ts';
import { timed, type StageObserver } from './ingest-stages.ts';
import type { ItemContent } from './item-content.ts';
import { PictureStore } from './picture-store.ts';

/** The parts an ingest needs. */
export interface IngestParts {
  readonly ledger: Ledger;
  readonly blobs: BlobStore;
  readonly store: VectorStore;
  readonly encoder: Encoder;
  readonly decodeLimits: DecodeLimits;
  /** Hears how long each stage took. */
  readonly onStage?: StageObserver;
}

/** What single items and bulk chunks share: one embedder, one picture store. */
export class ItemPipeline {
  readonly ledger: Ledger;
  readonly store: VectorStore;
  readonly embedder: Embedder;
  readonly pictures: PictureStore;
  readonly #onStage: StageObserver | undefined;
  /** Spaces made sure of since the start, as JSON. */
  readonly #spaces = new Map<string, Promise<void>>();

  constructor(parts: IngestParts) {
    this.ledger = parts.ledger;
    this.store = parts.store;
    this.#onStage = parts.onStage;
    this.embedder = new Embedder(parts.encoder, parts.decodeLimits, parts.onStage);
    this.pictures = new PictureStore(parts.blobs, parts.ledger, parts.decodeLimits, parts.onStage);
  }

  /** Runs a task while no one else changes these items, in this process or another. @throws as `SharedLocks.exclusive` */
  async exclusively<T>(keys: readonly ItemKey[], task: () => Promise<T>): Promise<T> {
    const names = keys.map((key) => JSON.stringify([key.tenant, key.collection, key.id]));
    const release = await this.ledger.locks.exclusive(names);
    try {
      return await task();
    } finally {
      await release();
    }
  }

  /**
   * Stores the picture of an item and makes its vectors, side by side. Nothing is stored of a picture that cannot be
   * decoded. The caller holds the picture (see {@link PictureStore.hold}) until the row is written.
   *
   * @throws AppError `image_*`, `encoder_failed`, `blob_store_unavailable`
   */
  async build(
    key: ItemKey,
    content: ItemContent,
    lane: Lane,
    state: ItemState,
    jobId: string | null,
  ): Promise<BuiltItem> {
    const { image, captions } = content;
    let stored: Promise<void> | undefined;
    const picture =
      image === null
        ? undefined
        : this.embedder.picture(image.bytes, lane, (info) => {
            stored = this.pictures.put(image, info);
            // Awaited below; until then a failure must not count as unhandled.
            stored.catch(() => undefined);
          });
    const [embedded, words] = await Promise.all([
      picture,
      captions.length === 0 ? undefined : this.embedder.captions(captions, lane),
    ]);
    await stored;
    const { pack } = this.embedder;
    return {
      row: buildRow(key, pack, content, embedded, state, jobId),
      point: buildPoint(key, pack, content, embedded, words),
    };
  }

  /**
   * Makes sure of an item's collection and vector space; call it before its row is written.
   *
   * @throws AppError `vector_store_unavailable`, `ledger_unavailable`
   */
  async ensureSpace(key: Pick<ItemKey, 'tenant' | 'collection'>): Promise<void> {
    const space = spaceOf(key, this.embedder.pack);
    const name = JSON.stringify(space);
    const known = this.#spaces.get(name);
    if (known !== undefined) return known;
    const made = Promise.all([
      this.store.ensureSpace(space, this.embedder.dimensions),
      this.ledger.collections.ensure(space.tenant, space.collection),
    ]).then(() => undefined);
    this.#spaces.set(name, made);
    try {
      await made;
    } catch (error) {
      this.#spaces.delete(name);
      throw error;
    }
  }

  /** Writes points of one collection. @throws AppError `vector_store_unavailable` */
  async upsert(key: Pick<ItemKey, 'tenant' | 'collection'>, points: readonly VectorPoint[]): Promise<void> {
    if (points.length === 0) return;
    const space = spaceOf(key, this.embedder.pack);
    try {
      await timed(this.#onStage, 'store', () => this.store.upsert(space, points));
    } catch (error) {
      // It may have been dropped meanwhile: look again next time.
      this.#spaces.delete(JSON.stringify(space));
      throw error;
    }
  }
}
