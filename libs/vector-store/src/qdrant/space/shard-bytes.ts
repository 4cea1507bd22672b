import type { QdrantClient, Schemas } from '@qdrant/js-client-rest';

/** The level of detail from which shards tell their sizes. */
const SHARD_SIZES = 3;

/** Bytes of vectors and payload, as the server asked estimates them, of the collections with a prefix. */
export async function shardBytes(client: QdrantClient, prefix: string): Promise<number> {
  const { data } = await client.api().telemetry({ details_level: SHARD_SIZES });
  const all = data.result?.collections.collections ?? [];
  return all
    .filter((each): each is Schemas['CollectionTelemetry'] => 'id' in each && each.id.startsWith(prefix))
    .flatMap(({ shards }) => shards ?? [])
    .map(({ local }) => (local ?? {}) as Partial<Schemas['LocalShardTelemetry']>)
    .reduce((sum, shard) => sum + (shard.vectors_size_bytes ?? 0) + (shard.payloads_size_bytes ?? 0), 0);
}
