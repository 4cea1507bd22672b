import { pointId, type VectorSpaceKey } from '@unseen/domain';
import type { ClassTag } from '@unseen/ledger';
import type { ClassParts } from '../class-parts.ts';
import type { LiveCatalogue } from '../live/live-catalogue.ts';

/** Items looked at in one go. */
const AT_ONCE = 256;

/**
 * Decides anew which class each item belongs to, and keeps the answer. May be done again.
 * @returns how many tags changed
 * @throws AppError `vector_store_unavailable`, `ledger_unavailable`
 */
export async function tagItems(
  { store, ledger }: Pick<ClassParts, 'store' | 'ledger'>,
  space: VectorSpaceKey,
  live: LiveCatalogue,
  itemIds: readonly string[],
): Promise<number> {
  let changed = 0;
  for (let start = 0; start < itemIds.length; start += AT_ONCE) {
    const ids = itemIds.slice(start, start + AT_ONCE);
    const points = await store.read(
      space,
      ids.map((id) => pointId(space, id)),
      { vectors: ['image', 'caption'] },
    );
    const tags = points.flatMap(({ itemId, vectors }): ClassTag[] => {
      const entry = live.memberOf(vectors);
      return entry ? [{ itemId, classId: entry.id }] : [];
    });
    changed += await ledger.tags.set(space.tenant, space.collection, ids, tags);
  }
  return changed;
}
