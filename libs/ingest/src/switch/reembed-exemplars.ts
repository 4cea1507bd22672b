import { settleAll } from '@unseen/concurrency';
import type { LimitFunction } from 'p-limit';
import type { Embedder } from '../items/embedder.ts';
import type { ItemPipeline } from '../items/item-pipeline.ts';
import { isOurFault } from '../util/is-our-fault.ts';

/** Exemplars looked at in one go. */
const PAGE = 64;

/**
 * Embeds the pictures that exemplars of classes were uploaded as under another pack, where that was not done. One whose picture cannot be
 * read is passed over: its class does without it. May be done again.
 *
 * @param slots - bounds the pictures held at once
 * @throws AppError when a part of the platform is away
 */
export async function reembedExemplars(
  { ledger, pictures }: Pick<ItemPipeline, 'ledger' | 'pictures'>,
  embedder: Embedder,
  slots: LimitFunction,
): Promise<void> {
  const { pack } = embedder;
  const vectorOf = async (hash: string): Promise<Float32Array | undefined> => {
    try {
      return (await embedder.picture((await pictures.get(hash)).bytes, 'bulk')).vector;
    } catch (error) {
      if (isOurFault(error)) throw error;
      return undefined;
    }
  };
  for (let after: { readonly tenant: string; readonly id: string } | undefined; ;) {
    const page = await ledger.prototypes.exemplarsWithout(pack, PAGE, after);
    const made = await settleAll(
      page.map(({ tenant, id, hash }) => slots(async () => ({ tenant, id, vector: await vectorOf(hash) }))),
    );
    for (const [tenant, own] of Map.groupBy(made, (each) => each.tenant)) {
      const vectors = own.flatMap(({ id, vector }) => (vector === undefined ? [] : [{ id, vector }]));
      await ledger.prototypes.putExemplars(tenant, pack, vectors);
    }
    if (page.length < PAGE) return;
    after = page.at(-1);
  }
}
