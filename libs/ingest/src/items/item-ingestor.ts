import { AppError, DEFAULT_COLLECTION, type DuplicatePolicy, type ItemKey } from '@unseen/domain';
import { readPictureWords, WORDS_HEAD_BYTES } from '@unseen/imaging';
import type { ItemRecord } from '@unseen/ledger';
import pLimit, { type LimitFunction } from 'p-limit';
import type { Fetcher } from '../fetch/fetcher.ts';
import { validateItemInput } from '../validate/item-input.ts';
import { withOwnWords } from '../validate/own-words.ts';
import { validateCollection } from '../validate/text.ts';
import { deleteItems, type ItemSelection, type RemovalRule } from './delete-items.ts';
import type { CaptionFaults } from './embedder.ts';
import type { ItemsEvent } from './ingest-stages.ts';
import type { ItemPipeline } from './item-pipeline.ts';
import type { ItemWish, Outcome, WriteRule } from './item-wish.ts';
import { reconcileItems, type ReconcileReport } from './reconcile-items.ts';
import { saveItems } from './save-items.ts';
import { takeItems } from './take-items.ts';

/** Where an item is. */
export interface ItemPlace {
  readonly tenant: string;
  /** Absent: `default`. */
  readonly collection?: string;
  readonly id: string;
}

/** What is sent of an item, unchecked; what each part does when absent is up to the rule it is written by. */
export interface ItemFields {
  /** Its bytes, or the web address it is fetched from. */
  readonly image?: Uint8Array | URL;
  readonly captions?: readonly string[];
  /** A JSON object; of a merge, a JSON merge patch, or null to remove all of it. */
  readonly metadata?: unknown;
}

/** One item to take in, unchecked. */
export interface NewItem extends ItemFields {
  readonly tenant: string;
  readonly collection?: string;
  /** Absent: made from the content. */
  readonly id?: string;
  /** What to do when the id is taken; absent: other content is refused, other metadata is taken. */
  readonly policy?: DuplicatePolicy;
}

/** What a batch may do to an item, unchecked. */
export interface ItemOperation extends ItemFields {
  readonly op: 'create' | 'upsert' | 'merge' | 'delete';
  readonly id?: string;
}

/** Where a new item went. */
export interface IngestResult {
  readonly id: string;
  readonly collection: string;
  /** False when it was there already (same content, or left alone, or replaced). */
  readonly created: boolean;
  /** What the encoder does not make of captions that are new; absent where there is nothing. */
  readonly faults?: CaptionFaults;
}

/** An item after it was written, with what is to be said of captions that are new. */
export interface WrittenItem extends Pick<IngestResult, 'created' | 'faults'> {
  readonly record: ItemRecord;
}

/** Looks at an item before it is written, and throws when it must not be. */
export type Precondition = (existing: ItemRecord | undefined) => void;

/** What an {@link ItemIngestor} has beyond its pipeline. */
export interface ItemIngestorOptions {
  /** Hears what became of each item. */
  readonly observe?: (event: ItemsEvent) => void;
  /** Bounds the pictures of batches held at once; shared with bulk jobs. */
  readonly slots?: LimitFunction;
  /** Fetches pictures from web addresses; absent: they are refused. */
  readonly fetcher?: Fetcher;
  /** Whether the place that a picture says it was taken at becomes metadata. */
  readonly withPlace?: boolean;
}

/** Takes in, changes and removes single items. Durable and searchable when a method resolves. */
export class ItemIngestor {
  readonly #pipeline: ItemPipeline;
  readonly #observe: (event: ItemsEvent) => void;
  readonly #slots: LimitFunction;
  readonly #fetcher: Fetcher | undefined;
  readonly #withPlace: boolean;

  constructor(pipeline: ItemPipeline, options: ItemIngestorOptions = {}) {
    this.#pipeline = pipeline;
    this.#observe = options.observe ?? (() => undefined);
    this.#slots = options.slots ?? pLimit(8);
    this.#fetcher = options.fetcher;
    this.#withPlace = options.withPlace ?? false;
  }

  /**
   * Takes in one item. The same id with the same picture and captions is the same item: sending it again changes
   * nothing but its metadata. Without an id, other metadata makes another item. A picture that comes alone, without a word about
   * it, speaks for itself: with the description, keywords, date and camera that it carries, as one in a folder does.
   *
   * @throws AppError `item_empty`, `item_conflict`, as `validateItemInput`, `image_*`, `encoder_failed`, and
   * `..._unavailable` when a store is away: sending it again is safe
   */
  async ingestOne(item: NewItem): Promise<IngestResult> {
    const { status, ...rest } = await this.#write(this.#withOwnWords(item), item.policy ?? 'create');
    return { ...rest, created: status === 'added' };
  }

  /**
   * Makes the item, or replaces it whole, picture too. It is found all the while.
   *
   * @param require - see {@link Precondition}
   * @returns the item as it is now
   * @throws AppError as {@link ingestOne} but for `item_conflict`, and what `require` throws
   */
  async putItem(
    { tenant, collection, id }: ItemPlace,
    fields: ItemFields,
    require?: Precondition,
  ): Promise<WrittenItem> {
    const { status, faults } = await this.#write({ ...fields, tenant, collection, id }, 'replace', require);
    return { record: await this.getItem(tenant, collection, id), created: status === 'added', faults };
  }

  /**
   * Does many things to items of one collection, pictures embedded together. Operations on one id are done in their
   * order; one that is wrong fails alone.
   *
   * @returns an outcome for each operation, in order
   * @throws AppError `collection_invalid`, and `..._unavailable` when a store is away: sending all of it again is safe
   */
  async batch(
    tenant: string,
    collection: string | undefined,
    operations: readonly ItemOperation[],
  ): Promise<Outcome[]> {
    const scope = { tenant, collection: validateCollection(collection ?? DEFAULT_COLLECTION) };
    const outcomes: (Outcome | undefined)[] = operations.map(() => undefined);
    const wishes = new Map<number, ItemWish>();
    for (const [index, operation] of operations.entries()) {
      try {
        wishes.set(index, this.#toWish(operation, RULES[operation.op]));
      } catch (error) {
        outcomes[index] = { status: 'failed', id: operation.id, error };
      }
    }
    const taken = await this.#take(scope, [...wishes.values()], 'bulk');
    for (const [position, index] of [...wishes.keys()].entries()) outcomes[index] = taken[position];
    const all = outcomes.filter((outcome) => outcome !== undefined);
    this.#observe(countOutcomes(all));
    return all;
  }

  /**
   * Removes items of one collection, by their ids or by a filter; one that no longer satisfies the filter when its turn
   * comes stays.
   *
   * @param how - `dryRun`: only count; `rule`: whether they can be had back
   * @throws AppError `collection_invalid`, `..._unavailable`
   */
  async deleteMany(
    tenant: string,
    collection: string | undefined,
    which: ItemSelection,
    how: { readonly dryRun?: boolean; readonly rule?: RemovalRule } = {},
  ): Promise<{ matched: number; deleted: number }> {
    const scope = { tenant, collection: validateCollection(collection ?? DEFAULT_COLLECTION) };
    return deleteItems(this.#pipeline, scope, which, how);
  }

  async #write(
    item: NewItem,
    rule: WriteRule,
    require?: Precondition,
  ): Promise<Pick<IngestResult, 'id' | 'collection' | 'faults'> & { status: Outcome['status'] }> {
    try {
      const collection = validateCollection(item.collection ?? DEFAULT_COLLECTION);
      const wish = this.#toWish(item, rule, require);
      const [outcome] = await this.#take({ tenant: item.tenant, collection }, [wish], 'interactive');
      if (outcome!.status === 'failed') throw outcome!.error;
      this.#observe(countOutcomes([outcome!]));
      return { ...outcome!, collection };
    } catch (error) {
      this.#observe({ done: 0, failed: 1, skipped: 0 });
      throw error;
    }
  }

  #take(
    scope: Pick<ItemKey, 'tenant' | 'collection'>,
    wishes: readonly ItemWish[],
    lane: 'interactive' | 'bulk',
  ): Promise<Outcome[]> {
    return takeItems(this.#pipeline, scope, wishes, {
      lane,
      jobId: null,
      slot: (task) => (lane === 'bulk' ? this.#slots(task) : task()),
      save: (built) => saveItems(this.#pipeline, built),
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
   * Changes an item: what is absent stays, metadata is a JSON merge patch (RFC 7396). A picture that stays is not
   * decoded again, captions that stay are not embedded again; the item is found all the while.
   *
   * @param require - see {@link Precondition}
   * @returns the item as it is now
   * @throws AppError `item_not_found`, `item_empty`, as `validateItemInput`, `image_*`, `encoder_failed`,
   * `..._unavailable`, and what `require` throws
   */
  async updateItem(
    { tenant, collection, id }: ItemPlace,
    change: ItemFields,
    require?: Precondition,
  ): Promise<WrittenItem> {
    const key = this.#keyOf(tenant, collection, id);
    const { faults } = await this.#write({ ...change, ...key }, 'merge', require);
    return { record: await this.#find(key), created: false, faults };
  }

  /**
   * Removes an item, its vectors, and its picture when no other item shows it.
   *
   * @param require - see {@link Precondition}
   * @param rule - whether it can be had back
   * @throws AppError `item_not_found`, and what `require` throws
   */
  async deleteItem(
    { tenant, collection, id }: ItemPlace,
    require?: Precondition,
    rule: RemovalRule = 'delete',
  ): Promise<void> {
    const key = this.#keyOf(tenant, collection, id);
    await this.#write(key, rule, require);
  }

  /**
   * Finishes what a crash left half done: items written but not searchable, items on their way out.
   *
   * @param olderThan - items touched later are left alone: someone may be at work on them
   */
  reconcile(olderThan: Date): Promise<ReconcileReport> {
    return reconcileItems(this.#pipeline, olderThan);
  }

  #withOwnWords(item: NewItem): NewItem {
    const { image, captions = [], metadata } = item;
    if (!(image instanceof Uint8Array) || captions.length > 0 || metadata !== undefined) return item;
    const own = readPictureWords(image.subarray(0, WORDS_HEAD_BYTES), this.#withPlace);
    return { ...item, ...withOwnWords({ captions: [], metadata: {} }, own) };
  }

  /** What is sent of an item as a wish. @throws AppError as `validateItemInput` */
  #toWish(item: Omit<NewItem, 'tenant'>, rule: WriteRule, require?: Precondition): ItemWish {
    const { image, id } = item;
    const isThere = rule === 'merge' || rule === 'delete' || rule === 'trash';
    if (isThere && id === undefined)
      throw new AppError('item_id_invalid', `A ${rule} needs the \`id\` of an item.`);
    const valid = validateItemInput({
      id: isThere ? undefined : id,
      captions: item.captions,
      metadata: item.metadata ?? undefined,
    });
    return {
      rule,
      ...(id === undefined ? {} : { id }),
      picture: image && { read: () => this.#read(image) },
      captions: item.captions && valid.captions,
      metadata: item.metadata === null ? null : valid.metadata,
      require,
    };
  }

  async #read(image: Uint8Array | URL): Promise<Uint8Array> {
    if (image instanceof Uint8Array) return image;
    if (this.#fetcher === undefined)
      throw new AppError('fetch_disabled', 'The picture is an address, and none is fetched here.');
    return this.#fetcher.fetch(image.href);
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

const RULES: Readonly<Record<ItemOperation['op'], WriteRule>> = {
  create: 'create',
  upsert: 'replace',
  merge: 'merge',
  delete: 'delete',
};

function countOutcomes(outcomes: readonly Outcome[]): ItemsEvent {
  const count = (...statuses: readonly Outcome['status'][]) =>
    outcomes.filter(({ status }) => statuses.includes(status)).length;
  return { done: count('added', 'updated'), failed: count('failed'), skipped: count('unchanged', 'skipped') };
}
