import type { VectorSpaceKey } from '@unseen/contracts';
import type { Ledger } from '@unseen/ledger';
import type { Hit } from '@unseen/search';
import type { HitDto } from './search.dto.ts';

/** Adds the pixels of each hit's picture: one look-up for the page. A hit whose item has just gone has none. */
export async function withSizes(
  ledger: Ledger,
  space: VectorSpaceKey,
  hits: readonly Hit[],
): Promise<HitDto[]> {
  const { tenant, collection } = space;
  const pictures = hits.filter((hit) => hit.hasImage);
  const records = await ledger.items.getMany(pictures.map(({ id }) => ({ tenant, collection, id })));
  const sizes = new Map(records.map(({ id, width, height }) => [id, { width, height }]));
  return hits.map((hit) => {
    const { width = null, height = null } = sizes.get(hit.id) ?? {};
    return width === null || height === null ? hit : { ...hit, image: { width, height } };
  });
}
