import { spaceOf } from '../items/build-item.ts';
import type { ItemPipeline } from '../items/item-pipeline.ts';

/** Makes the spaces of all collections under a pack: a collection without items is there as well. @param dimensions - D */
export async function makeSpaces(
  { ledger, store }: ItemPipeline,
  pack: string,
  dimensions: number,
): Promise<void> {
  for (const key of await ledger.collections.all()) await store.ensureSpace(spaceOf(key, pack), dimensions);
}

/** Drops the vectors of all packs but those named: the ones in use, and those to go back to. */
export async function dropOtherSpaces(
  { ledger, store }: ItemPipeline,
  packs: readonly string[],
): Promise<void> {
  for (const pack of await ledger.modelSwitches.packs()) {
    if (packs.includes(pack)) continue;
    for (const key of await ledger.collections.all()) {
      const space = spaceOf(key, pack);
      if (await store.hasSpace(space)) await store.dropSpace(space);
    }
  }
}
