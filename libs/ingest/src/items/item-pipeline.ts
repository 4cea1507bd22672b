import type { BlobStore, ItemKey, VectorPoint, VectorStore } from '@unseen/domain';
import type { Encoder } from '@unseen/encoder';
import type { DecodeLimits } from '@unseen/imaging';
import type { Ledger } from '@unseen/ledger';
import { spaceOf } from './build-item.ts';
import { Embedder } from './embedder.ts';
import { timed, type StageObserver } from './ingest-stages.ts';
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
   * Makes sure of an item's vector space; call it before its row is written.
   *
   * @throws AppError `vector_store_unavailable`
   */
  async ensureSpace(key: Pick<ItemKey, 'tenant' | 'collection'>): Promise<void> {
    const space = spaceOf(key, this.embedder.pack);
    const name = JSON.stringify(space);
    const known = this.#spaces.get(name);
    if (known !== undefined) return known;
    const made = this.store.ensureSpace(space, this.embedder.dimensions);
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
      this.#spaces.delete(JSON.stringify(space));
      // Its collection may have been deleted meanwhile, by this process or another.
      if (await this.store.hasSpace(space)) throw error;
      await this.ensureSpace(key);
      await this.store.upsert(space, points);
    }
  }
}
