import { pointId, type ItemKey } from '@unseen/domain';
import type { ItemRecord } from '@unseen/ledger';
import { spaceOf } from './build-item.ts';
import type { ItemPipeline } from './item-pipeline.ts';

/**
 * Takes a marked item away: vectors, then its picture when nothing else shows it, then the row. Every step may be
 * done again. The caller has the item to itself, and has marked it `deleting`.
 */
export async function finishDelete(pipeline: ItemPipeline, record: ItemRecord): Promise<void> {
  const { ledger, store, pictures, embedder } = pipeline;
  const key: ItemKey = { tenant: record.tenant, collection: record.collection, id: record.id };
  for (const pack of new Set([record.pack, record.secondPack ?? record.pack, embedder.pack])) {
    const space = spaceOf(key, pack);
    if (await store.hasSpace(space)) await store.delete(space, [pointId(space, key.id)]);
  }
  if (record.imageKey !== null) await pictures.removeUnused(record.imageKey, 1);
  await ledger.items.remove(key);
  // Two items with the same picture that go at once each see the other's row above.
  if (record.imageKey !== null) await pictures.removeUnused(record.imageKey);
}
