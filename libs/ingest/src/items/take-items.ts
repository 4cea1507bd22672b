import { isDeepStrictEqual } from 'node:util';
import { AppError, isAppError, type ItemKey } from '@unseen/domain';
import type { Lane } from '@unseen/encoder';
import type { ItemRecord } from '@unseen/ledger';
import { contentHash, derivedId, derivedIdWith } from '../util/content-hash.ts';
import { isOurFault } from '../util/is-our-fault.ts';
import { settleAll } from '@unseen/concurrency';
import type { BuiltItem } from './build-item.ts';
import { decide, isSettled } from './decide.ts';
import { finishDelete } from './delete-item.ts';
import { embedItem, readStored, type StoredItem } from './embed-item.ts';
import { checkEncoderWorks } from './encoder-works.ts';
import { nameImage, type SourceImage } from './item-content.ts';
import type { ItemPipeline } from './item-pipeline.ts';
import type { ItemWish, OfferedPicture, Outcome } from './item-wish.ts';

/** How wishes are taken in. */
export interface TakeOptions {
  readonly lane: Lane;
  /** The bulk job that asks. */
  readonly jobId: string | null;
  /** Bounds the pictures held at once. */
  readonly slot: <T>(task: () => Promise<T>) => Promise<T>;
  /** Writes what was built, vectors and rows, and what else must become durable with it. */
  readonly save: (built: readonly BuiltItem[], outcomes: readonly Outcome[]) => Promise<void>;
}

/** Bytes of pictures kept between finding out the ids made of them and taking them in; beyond, they are read twice. */
const KEPT_BYTES = 32 * 1024 * 1024;

/**
 * The one way in: takes wishes for items of one collection in, be it a single one or a chunk of a bulk job. Nobody else
 * changes any of the items meanwhile, those whose ids are made from content included. What is wrong with a wish is its
 * own failure; wishes for one id are done in their order.
 *
 * @returns an outcome for each wish, in order
 * @throws AppError when a part of the platform is away: nothing is lost, the same can be asked again
 */
export async function takeItems(
  pipeline: ItemPipeline,
  scope: Pick<ItemKey, 'tenant' | 'collection'>,
  wishes: readonly ItemWish[],
  options: TakeOptions,
): Promise<Outcome[]> {
  const named = await nameWishes(wishes, options.slot);
  const ids = [...new Set(named.flatMap((wish) => wish.ids))];
  const keys = ids.map((id): ItemKey => ({ tenant: scope.tenant, collection: scope.collection, id }));
  return pipeline.exclusively(keys, async () => {
    const existing = await pipeline.ledger.items.getMany(keys);
    const leaving = existing.filter(({ state }) => state === 'deleting');
    await finishDelete(pipeline, leaving);
    const run = new TakeRun(
      pipeline,
      scope,
      options,
      existing.filter(({ state }) => state !== 'deleting'),
    );
    try {
      return await run.all(named);
    } finally {
      await run.end();
    }
  });
}

/** A wish and the ids it may write under. */
interface NamedWish {
  readonly wish: ItemWish;
  /** Its own, or two made from content; none when its picture could not be read. */
  readonly ids: readonly string[];
  /** Its content hash, where its ids were made from it. */
  readonly hash?: string;
  /** Why it has no id. */
  readonly error?: unknown;
}

/** Makes ids for the wishes that have none, from their content. */
async function nameWishes(wishes: readonly ItemWish[], slot: TakeOptions['slot']): Promise<NamedWish[]> {
  let kept = 0;
  return settleAll(
    wishes.map(async (wish): Promise<NamedWish> => {
      if (wish.id !== undefined) return { wish, ids: [wish.id] };
      // What nobody named is never overwritten.
      const rule = wish.rule === 'skip' ? 'skip' : 'create';
      try {
        const image = wish.picture && (await slot(async () => nameImage(await wish.picture!.read())));
        const hash = contentHash(image?.hash ?? null, wish.captions ?? []);
        const ids = [derivedId(hash), derivedIdWith(hash, wish.metadata ?? {})];
        if (image === undefined || kept + image.bytes.byteLength > KEPT_BYTES) {
          return { wish: { ...wish, rule }, ids, hash };
        }
        kept += image.bytes.byteLength;
        return { wish: { ...wish, rule, picture: { ...wish.picture, read: async () => image } }, ids, hash };
      } catch (error) {
        if (isOurFault(error)) throw error;
        return { wish, ids: [], error };
      }
    }),
  );
}

/** One pass over wishes whose items nobody else touches. */
class TakeRun {
  readonly #pipeline: ItemPipeline;
  readonly #scope: Pick<ItemKey, 'tenant' | 'collection'>;
  readonly #options: TakeOptions;
  /** The items as they were, by id. */
  readonly #before: ReadonlyMap<string, ItemRecord>;
  /** What they become; null: they go. */
  readonly #after = new Map<string, BuiltItem | null>();
  /** Those that go into the trash. */
  readonly #thrown = new Set<string>();
  /** Stamps of pictures that were read and are those the items show. */
  readonly #stamps = new Map<string, string>();
  readonly #held: string[] = [];
  /** Those of the held pictures that may have been stored for an item that could not be made. */
  readonly #idle = new Set<string>();

  constructor(
    pipeline: ItemPipeline,
    scope: Pick<ItemKey, 'tenant' | 'collection'>,
    options: TakeOptions,
    existing: readonly ItemRecord[],
  ) {
    this.#pipeline = pipeline;
    this.#scope = scope;
    this.#options = options;
    this.#before = new Map(existing.map((record) => [record.id, record]));
  }

  async all(wishes: readonly NamedWish[]): Promise<Outcome[]> {
    const outcomes = new Map<NamedWish, Outcome>();
    const groups = Map.groupBy(wishes, (wish) => wish.ids[0] ?? wish);
    await settleAll(
      [...groups.values()].map(async (group) => {
        for (const wish of group) outcomes.set(wish, await this.#outcome(wish));
      }),
    );
    const ordered = wishes.map((wish) => outcomes.get(wish)!);
    checkEncoderWorks(
      ordered
        .filter(({ status }) => status === 'added' || status === 'updated' || status === 'failed')
        .map((outcome) =>
          outcome.status === 'failed' && isAppError(outcome.error) ? outcome.error.code : undefined,
        ),
    );
    await this.#save(ordered);
    return ordered;
  }

  /** Lets others at the pictures, and leaves none that was stored for nothing. */
  async end(): Promise<void> {
    const held = Map.groupBy(this.#held.splice(0), (hash) => this.#idle.has(hash));
    await Promise.all((held.get(false) ?? []).map((hash) => this.#pipeline.pictures.letGo(hash)));
    await this.#pipeline.pictures.drop(held.get(true) ?? []);
  }

  async #outcome(named: NamedWish): Promise<Outcome> {
    const { wish, error } = named;
    if (error !== undefined) return { status: 'failed', id: wish.id, error };
    try {
      return await this.#take(wish, this.#idFor(named));
    } catch (failure) {
      if (isOurFault(failure)) throw failure;
      return { status: 'failed', id: wish.id, error: failure };
    }
  }

  /** The id of a wish: one without gets that of its content, unless another product with the same content has it. */
  #idFor({ wish, ids, hash }: NamedWish): string {
    const [first, second] = ids as [string, string?];
    const taken = this.#current(first);
    if (second === undefined) return first;
    if (taken === undefined) return this.#current(second) === undefined ? first : second;
    const same =
      taken.contentHash === hash && (!wish.metadata || isDeepStrictEqual(wish.metadata, taken.metadata));
    return same ? first : second;
  }

  async #take(wish: ItemWish, id: string): Promise<Outcome> {
    const existing = this.#current(id);
    wish.require?.(existing);
    if (wish.rule === 'delete' || wish.rule === 'trash') {
      if (existing === undefined) throw new AppError('item_not_found', `There is no item "${id}".`);
      if (wish.rule === 'trash') this.#thrown.add(id);
      this.#after.set(id, null);
      return { status: 'deleted', id };
    }
    if (wish.rule === 'skip' && existing !== undefined) return { status: 'skipped', id };
    return this.#options.slot(() => this.#write(wish, id, existing));
  }

  async #write(wish: ItemWish, id: string, existing: ItemRecord | undefined): Promise<Outcome> {
    const { lane, jobId } = this.#options;
    const pipeline = this.#pipeline;
    const { pack } = pipeline.embedder;
    const picture = wish.picture && (await lookAt(wish.picture, existing));
    if (picture?.image !== undefined && picture.hash === existing?.imageKey) {
      await pipeline.pictures.bringBack(picture.image, (bytes) => pipeline.embedder.identify(bytes));
    }
    const decision = decide(existing, { ...wish, id }, picture?.hash, pack, jobId);
    if (!('content' in decision)) {
      if (picture?.image !== undefined && picture.stamp !== null) this.#stamps.set(id, picture.stamp);
      return { status: decision.status, id };
    }
    const { content } = decision;
    const kept = content.imageKey !== null && content.imageKey === existing?.imageKey;
    if (content.imageKey !== null && !kept) {
      this.#held.push(content.imageKey);
      await pipeline.pictures.hold(content.imageKey);
    }
    const building = embedItem(
      pipeline,
      {
        key: { tenant: this.#scope.tenant, collection: this.#scope.collection, id },
        content,
        imageStamp: picture?.stamp ?? (kept ? existing.imageStamp : null),
        createdAt: existing?.createdAt ?? wish.createdAt ?? new Date(),
        jobId,
        state: 'indexed',
        vectors: wish.vectors,
        load: async () => picture?.image ?? pipeline.pictures.get(content.imageKey!),
      },
      await this.#stored(id, existing),
      lane,
    );
    building.catch(() => content.imageKey !== null && this.#idle.add(content.imageKey));
    const built = await building;
    this.#after.set(id, built);
    return { status: decision.status, id, faults: built.faults };
  }

  /** An item as this pass leaves it so far. */
  #current(id: string): ItemRecord | undefined {
    const built = this.#after.get(id);
    if (built === undefined) return this.#before.get(id);
    if (built === null) return undefined;
    const now = new Date();
    return { ...built.row, secondPack: null, createdAt: now, updatedAt: now };
  }

  /** Its vectors, where they can be kept. */
  async #stored(id: string, record: ItemRecord | undefined): Promise<StoredItem | undefined> {
    if (record === undefined || !isSettled(record, this.#pipeline.embedder.pack)) return undefined;
    const built = this.#after.get(id);
    return built ? { record, point: built.point } : readStored(this.#pipeline, record);
  }

  async #save(outcomes: readonly Outcome[]): Promise<void> {
    const built = [...this.#after.values()].filter((item) => item !== null);
    const gone = [...this.#after].flatMap(([id, item]) => (item === null ? [this.#before.get(id)] : []));
    if (built.length > 0) await this.#pipeline.ensureSpace(this.#scope);
    await this.#options.save(built, outcomes);
    await this.#pipeline.ledger.items.setImageStamps(this.#scope, this.#stamps);
    await this.#delete(gone.filter((record) => record !== undefined));
    await this.end();
    const replaced = built.flatMap(({ row }) => {
      const before = this.#before.get(row.id)?.imageKey ?? null;
      return before === null || before === row.imageKey ? [] : [before];
    });
    for (const hash of new Set(replaced)) await this.#pipeline.pictures.removeUnused(hash);
  }

  async #delete(records: readonly ItemRecord[]): Promise<void> {
    if (records.length === 0) return;
    const { ledger, pictures } = this.#pipeline;
    // In the trash before they are on their way out: what is broken off in between is in both, and lost from neither.
    const former = await ledger.trash.put(records.filter(({ id }) => this.#thrown.has(id)));
    const marked = await ledger.items.markDeleting(records);
    await finishDelete(this.#pipeline, marked);
    for (const hash of former) await pictures.removeUnused(hash);
  }
}

/** What is known of an offered picture. */
interface LookedAt {
  readonly hash: string;
  readonly stamp: string | null;
  /** Absent when it is known by its stamp: the blob store has it. */
  readonly image?: SourceImage;
}

/** Finds out which picture is offered; it is not read when its stamp is that of the picture the item shows. */
async function lookAt(picture: OfferedPicture, existing: ItemRecord | undefined): Promise<LookedAt> {
  const stamp = (await picture.stamp?.()) ?? null;
  if (stamp !== null && existing?.imageStamp === stamp && existing.imageKey !== null) {
    return { hash: existing.imageKey, stamp };
  }
  const image = nameImage(await picture.read());
  return { hash: image.hash, stamp, image };
}
