import { pointId, type ItemKey } from '@unseen/domain';
import type { ItemRecord } from '@unseen/ledger';
import { spaceOf } from './build-item.ts';
import type { ItemPipeline } from './item-pipeline.ts';

/**
 * Takes marked items of one collection away: vectors, then rows, then the pictures nothing else shows. Every step may
 * be done again. The caller has the items to itself, and has marked them `deleting`.
 */
export async function finishDelete(pipeline: ItemPipeline, records: readonly ItemRecord[]): Promise<void> {
  const [first] = records;
  if (first === undefined) return;
  const { ledger, store, pictures, embedder } = pipeline;
  const packs = new Set([
    embedder.pack,
    ...records.flatMap(({ pack, secondPack }) => (secondPack === null ? [pack] : [pack, secondPack])),
  ]);
  for (const pack of packs) {
    const space = spaceOf(first, pack);
    if (!(await store.hasSpace(space))) continue;
    await store.delete(
      space,
      records.map(({ id }) => pointId(space, id)),
    );
  }
  const shown = new Map<string, number>();
  for (const { imageKey } of records) {
    if (imageKey !== null) shown.set(imageKey, (shown.get(imageKey) ?? 0) + 1);
  }
  for (const [hash, uses] of shown) await pictures.removeUnused(hash, uses);
  await ledger.items.remove(records.map(keyOf));
  // Two items with the same picture that go at once each see the other's row above.
  for (const hash of shown.keys()) await pictures.removeUnused(hash);
}

/** The key of a record. */
function keyOf({ tenant, collection, id }: ItemRecord): ItemKey {
  return { tenant, collection, id };
}
