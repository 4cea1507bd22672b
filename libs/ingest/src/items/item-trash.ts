import { AppError, DEFAULT_COLLECTION, type ItemKey } from '@unseen/domain';
import type { TrashedItem, TrashPosition } from '@unseen/ledger';
import type { LimitFunction } from 'p-limit';
import { validateCollection } from '../validate/text.ts';
import type { ItemPipeline } from './item-pipeline.ts';
import type { ItemWish, Outcome } from './item-wish.ts';
import { saveItems } from './save-items.ts';
import { takeItems } from './take-items.ts';

type Scope = Pick<ItemKey, 'tenant' | 'collection'>;

/** Items removed in one go. */
const PAGE = 500;

/** Items that were thrown away (see the rule `trash`): to be looked at, had back, or removed for good. */
export class ItemTrash {
  readonly #pipeline: ItemPipeline;
  readonly #slots: LimitFunction;

  /** @param slots - bounds the pictures held at once; shared with bulk jobs */
  constructor(pipeline: ItemPipeline, slots: LimitFunction) {
    this.#pipeline = pipeline;
    this.#slots = slots;
  }

  /**
   * What lies in the trash of a collection, last thrown away first, and how much that is in all.
   *
   * @throws AppError `collection_invalid`, `ledger_unavailable`
   */
  async list(
    tenant: string,
    collection: string | undefined,
    after: TrashPosition | undefined,
    limit: number,
  ): Promise<{ items: TrashedItem[]; total: number }> {
    const scope = scopeOf(tenant, collection);
    const { trash } = this.#pipeline.ledger;
    const [items, total] = await Promise.all([trash.list(scope, after, limit), trash.count(scope)]);
    return { items, total };
  }

  /**
   * Blob key of the picture of an item in the trash.
   *
   * @throws AppError `collection_invalid`, `item_not_found`, `item_has_no_image`, `..._unavailable`
   */
  async imageKey(
    tenant: string,
    collection: string | undefined,
    id: string,
    size: 'original' | 'thumbnail',
  ): Promise<string> {
    const [item] = await this.#pipeline.ledger.trash.get(scopeOf(tenant, collection), [id]);
    if (item === undefined) throw notThere(id);
    if (item.imageKey === null) throw new AppError('item_has_no_image', `The item "${id}" has no picture.`);
    return this.#pipeline.pictures.keyOf(item.imageKey, size);
  }

  /**
   * Puts items back as they were, their vectors made anew. Where the same content is stored under the id again, that item stays as it
   * is; where other content is, the one in the trash stays there.
   *
   * @returns an outcome for each id, in order: `added`, `skipped`, or `failed` with `item_not_found`, `item_conflict` or what is wrong
   * with its picture
   * @throws AppError `collection_invalid`, and `..._unavailable` when a store is away: sending all of it again is safe
   */
  async restore(tenant: string, collection: string | undefined, ids: readonly string[]): Promise<Outcome[]> {
    const scope = scopeOf(tenant, collection);
    const { trash } = this.#pipeline.ledger;
    const there = await trash.get(scope, ids);
    const outcomes = await takeItems(
      this.#pipeline,
      scope,
      there.map((item) => this.#toWish(item)),
      {
        lane: 'bulk',
        jobId: null,
        slot: (task) => this.#slots(task),
        save: (built) =>
          saveItems(this.#pipeline, built, () =>
            trash.restored(
              scope,
              built.map(({ row }) => row),
            ),
          ),
      },
    );
    const stored = outcomes.flatMap(({ status, id }) => (status === 'skipped' ? [id] : []));
    if (stored.length > 0) await trash.remove(scope, stored);
    const ofId = new Map(there.map(({ id }, index) => [id, outcomes[index]!]));
    return ids.map((id) => ofId.get(id) ?? { status: 'failed', id, error: notThere(id) });
  }

  /**
   * Removes items for good.
   *
   * @param ids - absent: all that lie in the trash of the collection
   * @returns how many were there
   * @throws AppError `collection_invalid`, `..._unavailable`
   */
  async remove(tenant: string, collection: string | undefined, ids?: readonly string[]): Promise<number> {
    const scope = scopeOf(tenant, collection);
    if (ids === undefined) return emptyTrash(this.#pipeline, scope);
    const { removed, pictures } = await this.#pipeline.ledger.trash.remove(scope, ids);
    for (const hash of pictures) await this.#pipeline.pictures.removeUnused(hash);
    return removed;
  }

  /** Removes what was thrown away before a moment, over all tenants. @throws AppError `..._unavailable`: the rest goes next time */
  async expire(before: Date): Promise<number> {
    for (let all = 0; ;) {
      const { removed, pictures } = await this.#pipeline.ledger.trash.expire(before, PAGE);
      for (const hash of pictures) await this.#pipeline.pictures.removeUnused(hash);
      all += removed;
      if (removed < PAGE) return all;
    }
  }

  #toWish({ id, contentHash, imageKey, captions, metadata, createdAt }: TrashedItem): ItemWish {
    return {
      rule: 'skip',
      id,
      picture: imageKey === null ? undefined : { read: () => this.#pipeline.pictures.get(imageKey) },
      captions,
      metadata,
      createdAt,
      require: (existing) => {
        if (existing !== undefined && existing.contentHash !== contentHash)
          throw new AppError('item_conflict', `The id "${id}" belongs to an item with other content by now.`);
      },
    };
  }
}

/** Removes all that lies in the trash of a collection for good. @returns how many items */
export async function emptyTrash({ ledger, pictures }: ItemPipeline, scope: Scope): Promise<number> {
  for (let all = 0; ;) {
    const ids = (await ledger.trash.list(scope, undefined, PAGE)).map(({ id }) => id);
    if (ids.length === 0) return all;
    const gone = await ledger.trash.remove(scope, ids);
    for (const hash of gone.pictures) await pictures.removeUnused(hash);
    all += gone.removed;
  }
}

function scopeOf(tenant: string, collection: string | undefined): Scope {
  return { tenant, collection: validateCollection(collection ?? DEFAULT_COLLECTION) };
}

function notThere(id: string): AppError {
  return new AppError('item_not_found', `There is no item "${id}" in the trash.`);
}
