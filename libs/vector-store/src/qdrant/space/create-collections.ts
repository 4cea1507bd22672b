import type { QdrantClient, Schemas } from '@qdrant/js-client-rest';
import { MODALITIES } from '@unseen/domain';
import { failureKind } from '../connection/failure.ts';
import { KEYWORD_VECTOR } from '../keywords/keyword-vector.ts';
import type { QdrantLayout, Quantization } from '../options.ts';
import type { SpaceAddress } from './space-address.ts';

/** Version of the layout; a later one is built beside it, and the alias moves over. */
const FORMAT = 1;

const QUANTIZATIONS: Readonly<Record<Quantization, Schemas['QuantizationConfig'] | undefined>> = {
  int8: { scalar: { type: 'int8', quantile: 0.99, always_ram: true } },
  turbo4: { turbo: { bits: 'bits4', always_ram: true } },
  turbo2: { turbo: { bits: 'bits2', always_ram: true } },
  none: undefined,
};

/**
 * Creates the two collections of a pack behind their aliases. Several processes may do so at once: every step may be repeated, and
 * the alias comes last, so what has it is complete.
 */
export async function createCollections(
  client: QdrantClient,
  address: SpaceAddress,
  dimensions: number,
  layout: QdrantLayout,
): Promise<void> {
  const { pack } = address.key;
  const shared = {
    shard_number: layout.shards,
    replication_factor: layout.replicas,
    write_consistency_factor: layout.writeCopies ?? neededCopies(layout.replicas),
    on_disk_payload: true,
    metadata: { format: FORMAT, pack, dimensions },
  };
  await create(client, address.records, { ...shared, vectors: {} }, async (name) => {
    await indexSpace(client, name);
  });
  // The graph links the vectors of one space only (m: 0, payload_m): every search is within one.
  const quantized = QUANTIZATIONS[layout.quantization];
  const vector = { size: dimensions, distance: 'Dot', on_disk: quantized !== undefined } as const;
  const points = {
    ...shared,
    vectors: Object.fromEntries(MODALITIES.map((modality) => [modality, vector])),
    sparse_vectors: KEYWORD_VECTOR,
    hnsw_config: {
      m: 0,
      payload_m: layout.hnswM,
      ef_construct: layout.hnswEfConstruct,
      ...(layout.indexFromKb !== undefined && { full_scan_threshold: Math.max(10, layout.indexFromKb) }),
    },
    ...(layout.indexFromKb !== undefined && {
      optimizers_config: { indexing_threshold: layout.indexFromKb },
    }),
    ...(quantized && { quantization_config: quantized }),
  } as const;
  await create(client, address.points, points, async (name) => {
    await indexSpace(client, name);
    await client.createPayloadIndex(name, {
      wait: true,
      field_name: 'tags',
      field_schema: { type: 'keyword', on_disk: true, enable_hnsw: false },
    });
  });
}

/**
 * Copies a write must reach so that any one of them can be lost: the server counts all copies, also those on nodes that are away,
 * so with two copies a majority would stop every write as soon as one node is lost. A copy that missed a write is marked by the
 * server and brought up to date from another.
 */
function neededCopies(replicas: number): number {
  return replicas <= 2 ? 1 : Math.floor(replicas / 2) + 1;
}

type CreateArgs = Parameters<QdrantClient['createCollection']>[1];

async function create(
  client: QdrantClient,
  alias: string,
  args: CreateArgs,
  index: (name: string) => Promise<void>,
): Promise<void> {
  const name = `${alias}.${FORMAT}`;
  try {
    await client.createCollection(name, args);
  } catch (error) {
    if (failureKind(error) !== 'exists') throw error;
  }
  await index(name);
  await client.updateCollectionAliases({
    actions: [{ create_alias: { collection_name: name, alias_name: alias } }],
  });
}

async function indexSpace(client: QdrantClient, name: string): Promise<void> {
  await client.createPayloadIndex(name, {
    wait: true,
    field_name: 'space',
    field_schema: { type: 'keyword', is_tenant: true },
  });
}
