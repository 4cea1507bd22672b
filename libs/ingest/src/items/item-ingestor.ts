import { isDeepStrictEqual } from 'node:util';
import { AppError, type DuplicatePolicy, type ItemKey } from '@unseen/domain';
import type { ItemRecord } from '@unseen/ledger';
import { derivedId } from '../util/content-hash.ts';
import { validateItemInput } from '../validate/item-input.ts';
import { changeItem } from './change-item.ts';
import { finishDelete } from './delete-item.ts';
import type { ItemsEvent } from './ingest-stages.ts';
import { makeContent } from './item-content.ts';
import type { ItemPipeline } from './item-pipeline.ts';
import { reconcileItems, type ReconcileReport } from './reconcile-items.ts';
import { writeItem } from './write-item.ts';

/** One item to take in, unchecked. */
export interface NewItem {
  readonly tenant: string;
  readonly collection?: string;
  /** Absent: the first 128 bits of the content hash. */
  readonly id?: string;
  readonly image?: Uint8Array;
  readonly captions?: readonly string[];
  /** Absent: none for a new item, unchanged for one that is there. */
  readonly metadata?: unknown;
  /** When the id is taken by other content: absent: refuse; `skip`: leave it; `replace`: rewrite it. */
  readonly policy?: DuplicatePolicy;
}

/** Where a new item went. */
export interface IngestResult {
  readonly id: string;
  readonly collection: string;
  /** False when it was there already (same content, or left alone, or replaced). */
  readonly created: boolean;
}

/** Takes in, changes and removes single items. Durable and searchable when a method resolves. */
export class ItemIngestor {
  readonly #pipeline: ItemPipeline;
  readonly #observe: (event: ItemsEvent) => void;

  /** @param observe - hears what became of each item */
  constructor(pipeline: ItemPipeline, observe: (event: ItemsEvent) => void = () => undefined) {
    this.#pipeline = pipeline;
    this.#observe = observe;
  }

  /**
   * Takes in one item. The same id with the same picture and captions is the same item: sending it again changes
   * nothing but its metadata.
   *
   * @throws AppError `item_empty`, `item_conflict`, as `validateItemInput`, `image_*`, `encoder_failed`, and
   * `..._unavailable` when a store is away: sending it again is safe
   */
  async ingestOne(item: NewItem): Promise<IngestResult> {
    try {
      const result = await this.#take(item);
      this.#observe({ done: result.created ? 1 : 0, failed: 0, skipped: result.created ? 0 : 1 });
      return result;
    } catch (error) {
      this.#observe({ done: 0, failed: 1, skipped: 0 });
      throw error;
    }
  }

  async #take(item: NewItem): Promise<IngestResult> {
    const { tenant, image, policy } = item;
    const valid = validateItemInput(item);
    const { collection, captions, metadata } = valid;
    if (image === undefined && captions.length === 0) {
      throw new AppError('item_empty', 'The item has neither a picture nor a caption.');
    }
    const content = makeContent(image, captions, metadata ?? {});
    const id = valid.id ?? derivedId(content.hash);
    const key: ItemKey = { tenant, collection, id };
    const pipeline = this.#pipeline;
    return pipeline.exclusively([key], async () => {
      let existing = await pipeline.ledger.items.get(key);
      if (existing?.state === 'deleting') {
        await finishDelete(pipeline, existing);
        existing = undefined;
      }
      const known = { id, collection, created: false };
      if (existing !== undefined && existing.contentHash !== content.hash) {
        if (policy === undefined) {
          throw new AppError('item_conflict', `The id "${id}" belongs to an item with other content.`);
        }
        if (policy === 'skip') return known;
      } else if (existing?.state === 'indexed' && existing.pack === pipeline.embedder.pack) {
        const changed = metadata !== undefined && !isDeepStrictEqual(metadata, existing.metadata);
        if (changed && policy !== 'skip') await changeItem(pipeline, existing, { metadata });
        return known;
      }
      await writeItem(
        pipeline,
        key,
        metadata === undefined && existing !== undefined
          ? { ...content, metadata: existing.metadata }
          : content,
        { lane: 'interactive', jobId: null, replacedImage: existing?.imageKey ?? null },
      );
      return { id, collection, created: existing === undefined };
    });
  }

  /** An item as the ledger has it. @throws AppError `item_not_found`, `collection_invalid` */
  async getItem(tenant: string, collection: string | undefined, id: string): Promise<ItemRecord> {
    return this.#find(this.#keyOf(tenant, collection, id));
  }

  /**
   * Blob key of an item's picture.
   *
   * @param size - `thumbnail` is the original itself where that is small
   * @throws AppError `item_not_found`, `item_has_no_image`
   */
  async imageKey(
    tenant: string,
    collection: string | undefined,
    id: string,
    size: 'original' | 'thumbnail',
  ): Promise<string> {
    const { imageKey } = await this.getItem(tenant, collection, id);
    if (imageKey === null) throw new AppError('item_has_no_image', `The item "${id}" has no picture.`);
    return this.#pipeline.pictures.keyOf(imageKey, size);
  }

  /**
   * Changes captions and metadata; what is absent stays. The picture is not decoded again.
   *
   * @returns the item as it is now
   * @throws AppError `item_not_found`, `item_empty`, as `validateItemInput`, `encoder_failed`, `..._unavailable`
   */
  async updateItem(
    tenant: string,
    collection: string | undefined,
    id: string,
    change: { readonly captions?: readonly string[]; readonly metadata?: unknown },
  ): Promise<ItemRecord> {
    const key = this.#keyOf(tenant, collection, id);
    const valid = validateItemInput({ captions: change.captions, metadata: change.metadata });
    return this.#pipeline.exclusively([key], async () => {
      await changeItem(this.#pipeline, await this.#find(key), {
        ...(change.captions === undefined ? {} : { captions: valid.captions }),
        ...(valid.metadata === undefined ? {} : { metadata: valid.metadata }),
      });
      return this.#find(key);
    });
  }

  /** Removes an item, its vectors, and its picture when no other item shows it. @throws AppError `item_not_found` */
  async deleteItem(tenant: string, collection: string | undefined, id: string): Promise<void> {
    const key = this.#keyOf(tenant, collection, id);
    await this.#pipeline.exclusively([key], async () => {
      await this.#find(key);
      const marked = await this.#pipeline.ledger.items.markDeleting(key);
      if (marked !== undefined) await finishDelete(this.#pipeline, marked);
    });
  }

  /**
   * Finishes what a crash left half done: items written but not searchable, items on their way out.
   *
   * @param olderThan - items touched later are left alone: someone may be at work on them
   */
  reconcile(olderThan: Date): Promise<ReconcileReport> {
    return reconcileItems(this.#pipeline, olderThan);
  }

  async #find(key: ItemKey): Promise<ItemRecord> {
    const record = await this.#pipeline.ledger.items.get(key);
    if (record === undefined || record.state === 'deleting') {
      throw new AppError('item_not_found', `There is no item "${key.id}" in "${key.collection}".`);
    }
    return record;
  }

  #keyOf(tenant: string, collection: string | undefined, id: string): ItemKey {
    return { tenant, collection: validateItemInput({ collection }).collection, id };
  }
}
