import { isDeepStrictEqual } from 'node:util';
import { pointId, type VectorSpaceKey, type VectorStore } from '@unseen/domain';
import type { ItemRecord } from '@unseen/ledger';

/**
 * Those of some items of a space's collection that the store has no point of, or one of other content or metadata.
 *
 * @throws AppError `vector_store_unavailable`
 */
export async function withoutPoints(
  store: VectorStore,
  space: VectorSpaceKey,
  records: readonly ItemRecord[],
): Promise<ItemRecord[]> {
  const found = await store.read(
    space,
    records.map(({ id }) => pointId(space, id)),
    { payload: true },
  );
  const payloads = new Map(found.map(({ itemId, payload }) => [itemId, payload]));
  return records.filter(({ id, contentHash, metadata }) => {
    const payload = payloads.get(id);
    return payload?.contentHash !== contentHash || !isDeepStrictEqual(payload.metadata, metadata);
  });
}
