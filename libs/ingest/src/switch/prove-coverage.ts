import { pointId, type ItemKey, type VectorSpaceKey } from '@unseen/domain';
import { spaceOf } from '../items/build-item.ts';
import { withoutPoints } from './without-points.ts';
import type { ItemPipeline } from '../items/item-pipeline.ts';

/** Items and points looked at in one go. */
const PAGE = 500;

/** What a proof found and mended. */
export interface CoverageProof {
  /** Points without an item that should have them, removed. */
  readonly orphans: number;
  /** Items said to have vectors that are not there, to be embedded again. */
  readonly missing: number;
}

/**
 * Holds the vectors under a pack against the ledger, both ways: each item said to have vectors has its point, and each point has its
 * item. What does not agree is mended.
 *
 * @throws AppError `vector_store_unavailable`, `ledger_unavailable`
 */
export async function proveCoverage(pipeline: ItemPipeline, target: string): Promise<CoverageProof> {
  let orphans = 0;
  let missing = 0;
  for (const key of await pipeline.ledger.collections.all()) {
    const space = spaceOf(key, target);
    if (!(await pipeline.store.hasSpace(space))) continue;
    missing += await findMissing(pipeline, space);
    orphans += await removeOrphans(pipeline, space);
  }
  return { orphans, missing };
}

async function findMissing({ ledger, store }: ItemPipeline, space: VectorSpaceKey): Promise<number> {
  let missing = 0;
  for (let after: string | undefined; ;) {
    const page = await ledger.items.page(space.tenant, space.collection, after, PAGE);
    const covered = page.filter((record) => record.secondPack === space.pack && record.state === 'indexed');
    const gone = await withoutPoints(store, space, covered);
    await ledger.modelSwitches.unmark(gone, space.pack);
    missing += gone.length;
    if (page.length < PAGE) return missing;
    after = page.at(-1)!.id;
  }
}

async function removeOrphans(pipeline: ItemPipeline, space: VectorSpaceKey): Promise<number> {
  const { store } = pipeline;
  const { tenant, collection } = space;
  let orphans = 0;
  for (let after: string | undefined; ;) {
    const page = await store.page(space, PAGE, after);
    const keys = page.map(({ itemId: id }): ItemKey => ({ tenant, collection, id }));
    const suspects = await strangers(pipeline, space, keys);
    if (suspects.length > 0) {
      // Looked at again alone with them: someone may be just between the point and the row.
      orphans += await pipeline.exclusively(suspects, async () => {
        const gone = await strangers(pipeline, space, suspects);
        await store.delete(
          space,
          gone.map(({ id }) => pointId(space, id)),
        );
        return gone.length;
      });
    }
    if (page.length < PAGE) return orphans;
    after = page.at(-1)!.id;
  }
}

/** Those of the keys that no item with vectors in the space has. */
async function strangers(
  { ledger }: ItemPipeline,
  { pack }: VectorSpaceKey,
  keys: readonly ItemKey[],
): Promise<ItemKey[]> {
  const records = await ledger.items.getMany(keys);
  const known = new Set(
    records.filter((record) => record.pack === pack || record.secondPack === pack).map(({ id }) => id),
  );
  return keys.filter(({ id }) => !known.has(id));
}
