import type { QdrantClient } from '@qdrant/js-client-rest';
import { MODALITIES, type VectorSpaceKey, type VectorStore } from '@unseen/domain';
import { setTimeout as sleep } from 'node:timers/promises';

/** Low enough that a small collection is indexed; the server's own 10 MB would leave it unindexed, which is exact. */
export const INDEX_FROM_KB = 1_000;

const PAGE = 200;

/**
 * The vectors of a space as someone would keep them who needs nothing but search: one collection, one graph, small payloads.
 * @param name - of the collection, which must not be there
 * @param size - D
 */
export async function copyPlain(
  store: VectorStore,
  space: VectorSpaceKey,
  client: QdrantClient,
  name: string,
  size: number,
): Promise<void> {
  await client.createCollection(name, {
    vectors: Object.fromEntries(
      MODALITIES.map((each) => [each, { size, distance: 'Dot' as const, on_disk: true }]),
    ),
    quantization_config: { scalar: { type: 'int8', quantile: 0.99, always_ram: true } },
    hnsw_config: { full_scan_threshold: INDEX_FROM_KB },
    optimizers_config: { indexing_threshold: INDEX_FROM_KB },
  });
  let after: string | undefined;
  for (;;) {
    const page = await store.page(space, PAGE, after);
    if (page.length === 0) break;
    after = page.at(-1)!.id;
    const ids = page.map(({ id }) => id);
    const points = await store.read(space, ids, { vectors: MODALITIES, payload: true });
    await client.upsert(name, {
      points: points.map(({ id, itemId, vectors, payload }) => ({
        id,
        vector: Object.fromEntries(
          Object.entries(vectors).map(([each, vector]): [string, number[]] => [each, [...vector]]),
        ),
        payload: { id, item: itemId, payload: JSON.stringify(payload) },
      })),
    });
  }
  while ((await client.getCollection(name)).status !== 'green') await sleep(200);
}
