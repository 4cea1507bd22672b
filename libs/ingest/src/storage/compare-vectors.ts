import { pointId, type ItemKey } from '@unseen/domain';
import type { ItemRecord } from '@unseen/ledger';
import { spaceOf } from '../items/build-item.ts';
import type { ItemPipeline } from '../items/item-pipeline.ts';
import { withoutPoints } from '../switch/without-points.ts';
import type { StorageDifference } from './difference.ts';

/** Items and points looked at in one go. */
const PAGE = 500;

type CollectionKey = Pick<ItemKey, 'tenant' | 'collection'>;

/**
 * Compares the items of every collection with the vectors of the pack in use, both ways. An item that is written or removed
 * meanwhile is no difference: what seems one is looked at again while no one changes that item.
 *
 * @param seen - called with how many items have been looked at
 * @throws AppError `ledger_unavailable`, `vector_store_unavailable`
 */
export async function* compareVectors(
  pipeline: ItemPipeline,
  seen: (items: number) => void,
): AsyncGenerator<StorageDifference, void, undefined> {
  for (const key of await pipeline.ledger.collections.all()) {
    yield* lost(pipeline, key, seen);
    for await (const item of unusedIn(pipeline, key)) yield { kind: 'vectors_unused', ...item };
  }
}

/**
 * The items that are not there and whose vectors are, in every collection.
 *
 * @param pace - called between parts; they wait for it
 * @throws AppError as {@link compareVectors}
 */
export async function* findUnusedVectors(
  pipeline: ItemPipeline,
  pace: () => Promise<void>,
): AsyncGenerator<ItemKey, void, undefined> {
  for (const key of await pipeline.ledger.collections.all()) yield* unusedIn(pipeline, key, pace);
}

async function* lost(
  pipeline: ItemPipeline,
  { tenant, collection }: CollectionKey,
  seen: (items: number) => void,
): AsyncGenerator<StorageDifference, void, undefined> {
  const { ledger, store, embedder } = pipeline;
  const space = spaceOf({ tenant, collection }, embedder.pack);
  // What waits for its vectors, or has those of another pack, has its own place: the job, the reconciler, the switch.
  const isCovered = ({ state, pack }: ItemRecord) => state === 'indexed' && pack === embedder.pack;
  for (let after: string | undefined; ;) {
    const page = await ledger.items.page(tenant, collection, after, PAGE);
    const covered = page.filter(isCovered);
    seen(covered.length);
    for (const { id } of await withoutPoints(store, space, covered)) {
      const key = { tenant, collection, id };
      const still = await pipeline.exclusively([key], async () => {
        const record = await ledger.items.get(key);
        return (
          record !== undefined &&
          isCovered(record) &&
          (await withoutPoints(store, space, [record])).length > 0
        );
      });
      if (still) yield { kind: 'vectors_lost', ...key };
    }
    if (page.length < PAGE) return;
    after = page.at(-1)!.id;
  }
}

async function* unusedIn(
  pipeline: ItemPipeline,
  { tenant, collection }: CollectionKey,
  pace: () => Promise<void> = async () => undefined,
): AsyncGenerator<ItemKey, void, undefined> {
  const { ledger, store, embedder } = pipeline;
  const space = spaceOf({ tenant, collection }, embedder.pack);
  if (!(await store.hasSpace(space))) return;
  for (let after: string | undefined; ;) {
    const page = await store.page(space, PAGE, after);
    const keys = page.map(({ itemId }) => ({ tenant, collection, id: itemId }));
    const there = new Set((await ledger.items.getMany(keys)).map(({ id }) => id));
    for (const key of keys) {
      if (!there.has(key.id) && (await isUnused(pipeline, key))) yield key;
    }
    await pace();
    if (page.length < PAGE) return;
    after = page.at(-1)!.id;
  }
}

/** Whether there are vectors of an item that is not there. */
function isUnused(pipeline: ItemPipeline, key: ItemKey): Promise<boolean> {
  return ifUnused(pipeline, key, async () => undefined);
}

/** Removes the vectors of an item that is not there. @returns whether there were any */
export function removeUnusedVectors(pipeline: ItemPipeline, key: ItemKey): Promise<boolean> {
  const space = spaceOf(key, pipeline.embedder.pack);
  return ifUnused(pipeline, key, () => pipeline.store.delete(space, [pointId(space, key.id)]));
}

function ifUnused(pipeline: ItemPipeline, key: ItemKey, work: () => Promise<void>): Promise<boolean> {
  const { ledger, store, embedder } = pipeline;
  const space = spaceOf(key, embedder.pack);
  return pipeline.exclusively([key], async () => {
    if ((await ledger.items.get(key)) !== undefined) return false;
    if ((await store.read(space, [pointId(space, key.id)], {})).length === 0) return false;
    await work();
    return true;
  });
}
