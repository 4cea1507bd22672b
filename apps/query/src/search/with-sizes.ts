import { isAppError, type VectorSpaceKey } from '@unseen/domain';
import type { Ledger } from '@unseen/ledger';
import type { Hit as FoundItem } from '@unseen/search';
import type { Hit } from '@unseen/api';

/**
 * Adds the pixels of each hit's picture: one look-up for the page. A hit whose item has just gone has none, and none has any while the
 * ledger is away.
 */
export async function withSizesIfThere(
  ledger: Ledger,
  space: VectorSpaceKey,
  hits: readonly FoundItem[],
): Promise<Hit[]> {
  const { tenant, collection } = space;
  const pictures = hits.filter((hit) => hit.hasImage).map(({ id }) => id);
  const sizes = await ledger.items.pictureSizes(tenant, collection, pictures).catch((error: unknown) => {
    if (isAppError(error, 'ledger_unavailable')) return new Map<string, never>();
    throw error;
  });
  return hits.map((hit) => {
    const image = sizes.get(hit.id);
    return image === undefined ? hit : { ...hit, image };
  });
}
