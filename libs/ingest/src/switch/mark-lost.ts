import type { VectorStore } from '@unseen/domain';
import { NO_PACK, type Ledger } from '@unseen/ledger';
import { spaceOf } from '../items/build-item.ts';
import { withoutPoints } from './without-points.ts';

/** Items looked at in one go. */
const PAGE = 500;

/** What {@link markLost} works with. */
export interface MarkLostParts {
  readonly ledger: Ledger;
  readonly store: VectorStore;
  /** The pack in use, as `name@version`. */
  readonly pack: string;
}

/**
 * Compares every item of some collections with what the vector store holds, and marks those whose vectors are gone or are of other
 * content or metadata: a switch to the pack in use then embeds them again. May be done again at any time; an item that is written meanwhile has its
 * vectors, and is left alone.
 *
 * @param collections - absent: all of all tenants
 * @returns how many items have lost their vectors, those marked earlier included
 * @throws AppError `vector_store_unavailable`, `ledger_unavailable`
 */
export async function markLost(
  { ledger, store, pack }: MarkLostParts,
  collections?: readonly { readonly tenant: string; readonly collection: string }[],
): Promise<number> {
  let lost = 0;
  for (const key of collections ?? (await ledger.collections.all())) {
    const space = spaceOf(key, pack);
    for (let after: string | undefined; ;) {
      const page = await ledger.items.page(key.tenant, key.collection, after, PAGE);
      const covered = page.filter((record) => record.state === 'indexed' && record.pack === pack);
      const gone = await withoutPoints(store, space, covered);
      await ledger.modelSwitches.markLost(gone);
      lost +=
        gone.length + page.filter((record) => record.state === 'indexed' && record.pack === NO_PACK).length;
      if (page.length < PAGE) break;
      after = page.at(-1)!.id;
    }
  }
  return lost;
}
