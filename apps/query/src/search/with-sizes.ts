import type { VectorSpaceKey } from '@unseen/domain';
import type { Ledger } from '@unseen/ledger';
import type { Hit as FoundItem } from '@unseen/search';
import type { Hit } from '@unseen/api';

/** Adds the pixels of each hit's picture: one look-up for the page. A hit whose item has just gone has none. */
export async function withSizes(
  ledger: Ledger,
  space: VectorSpaceKey,
  hits: readonly FoundItem[],
): Promise<Hit[]> {
  const { tenant, collection } = space;
  const pictures = hits.filter((hit) => hit.hasImage).map(({ id }) => id);
  const sizes = await ledger.items.pictureSizes(tenant, collection, pictures);
  return hits.map((hit) => {
    const image = sizes.get(hit.id);
    return image === undefined ? hit : { ...hit, image };
  });
}
