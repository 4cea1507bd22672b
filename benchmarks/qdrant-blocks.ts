// Where region blocks should lie on Qdrant: the time of reading those of the candidates, and what the place costs recall.
// Run: QDRANT_URL=http://127.0.0.1:6333 npm run bench -- qdrant-blocks [--count 7000] [--candidates 200]
import type { QdrantClient } from '@qdrant/js-client-rest';
import { pointId, type VectorPoint, type VectorStore } from '@unseen/domain';
import { openLanceDb, openQdrant } from '@unseen/vector-store';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { unitVector } from '@unseen/testing';
import { dropCollections, needsQdrant, rawClient } from './support/qdrant.ts';
import { percentile } from './support/report.ts';

const REGIONS = 49;
const REGION_DIMENSIONS = 256;
const DIMENSIONS = 512;
const ROUNDS = 40;
const { values } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string', default: '7000' }, candidates: { type: 'string', default: '200' } },
});
const count = Number(values.count);
const candidates = Number(values.candidates);
const url = needsQdrant('qdrant-blocks');
const client = url === undefined ? undefined : rawClient(url);
const SPACE = { tenant: 'default', collection: 'blocks', pack: 'bench@1' };

/** One way to keep blocks: how long recall and reading took. */
interface Row {
  readonly place: string;
  readonly recall: number[];
  readonly read: number[];
}

const point = (i: number): VectorPoint => ({
  id: pointId(SPACE, `item${i}`),
  itemId: `item${i}`,
  vectors: { image: unitVector(DIMENSIONS, i) },
  regions: randomBytes(8 + 4 * REGIONS + REGIONS * REGION_DIMENSIONS),
  payload: { captions: [], metadata: {}, hasImage: true, contentHash: 'f'.repeat(64) },
});
const query = (n: number) => unitVector(DIMENSIONS, `query ${n}`);

/** @param distinct - different queries; few mean that all candidates have been read before */
async function measure(
  place: string,
  recall: (vector: Float32Array) => Promise<string[]>,
  read: (ids: string[]) => Promise<number>,
  distinct = Infinity,
): Promise<Row> {
  const row: Row = { place, recall: [], read: [] };
  for (let round = -5; round < ROUNDS; round++) {
    const t0 = performance.now();
    const ids = await recall(query((round + 5) % distinct));
    const t1 = performance.now();
    const blocks = await read(ids);
    const t2 = performance.now();
    if (blocks !== candidates) throw new Error(`${place}: ${blocks} of ${candidates} blocks.`);
    if (round < 0) continue;
    row.recall.push(t1 - t0);
    row.read.push(t2 - t1);
  }
  return row;
}

/** Writes the items through an adapter. */
async function load(store: VectorStore): Promise<void> {
  await store.ensureSpace(SPACE, DIMENSIONS);
  for (let i = 0; i < count; i += 250) {
    await store.upsert(
      SPACE,
      Array.from({ length: Math.min(250, count - i) }, (_, k) => point(i + k)),
    );
  }
  await store.optimize(SPACE);
}

/** A store through its adapter, as search uses it. */
async function throughAdapter(place: string, store: VectorStore, distinct = Infinity): Promise<Row> {
  const row = await measure(
    place,
    async (vector) =>
      (await store.search(SPACE, [{ modality: 'image', vector, limit: candidates }]))[0]!.map(({ id }) => id),
    async (ids) => (await store.read(SPACE, ids, { regions: true })).filter((read) => read.regions).length,
    distinct,
  );
  await store.close();
  return row;
}

/** The block as base64 in the payload of the very point that is searched. */
async function inSearchedPayload(qdrant: QdrantClient): Promise<Row> {
  const name = `bench-${randomUUID()}`;
  await qdrant.createCollection(name, {
    vectors: { image: { size: DIMENSIONS, distance: 'Dot', on_disk: true } },
    on_disk_payload: true,
  });
  for (let i = 0; i < count; i += 250) {
    const points = Array.from({ length: Math.min(250, count - i) }, (_, k) => point(i + k));
    await qdrant.upsert(name, {
      points: points.map(({ id, itemId, vectors, regions }) => ({
        id,
        vector: { image: [...vectors.image!] },
        payload: { id, item: itemId, regions: Buffer.from(regions!).toString('base64') },
      })),
    });
  }
  const row = await measure(
    'base64 in the payload of the searched points',
    (vector) => recallIds(qdrant, name, vector),
    async (ids) => {
      const read = await qdrant.retrieve(name, { ids, with_payload: ['regions'] });
      return read.filter(({ payload }) => Buffer.from(String(payload!['regions']), 'base64').length > 12_000)
        .length;
    },
  );
  await qdrant.deleteCollection(name);
  return row;
}

/** The block as a multivector of bytes beside the searched vector. */
async function asMultivector(qdrant: QdrantClient): Promise<Row> {
  const name = `bench-${randomUUID()}`;
  await qdrant.createCollection(name, {
    vectors: {
      image: { size: DIMENSIONS, distance: 'Dot', on_disk: true },
      regions: {
        size: REGION_DIMENSIONS,
        distance: 'Dot',
        datatype: 'uint8',
        on_disk: true,
        multivector_config: { comparator: 'max_sim' },
        hnsw_config: { m: 0 },
      },
    },
    on_disk_payload: true,
  });
  for (let i = 0; i < count; i += 100) {
    const points = Array.from({ length: Math.min(100, count - i) }, (_, k) => point(i + k));
    await qdrant.upsert(name, {
      points: points.map(({ id, itemId, vectors, regions }) => ({
        id,
        vector: { image: [...vectors.image!], regions: rowsOf(regions!) },
        payload: { id, item: itemId },
      })),
    });
  }
  const row = await measure(
    'uint8 multivector of the searched points',
    (vector) => recallIds(qdrant, name, vector),
    async (ids) => {
      const read = await qdrant.retrieve(name, { ids, with_payload: false, with_vector: ['regions'] });
      return read.filter(({ vector }) => bytesOf((vector as { regions: number[][] }).regions).length > 12_000)
        .length;
    },
  );
  await qdrant.deleteCollection(name);
  return row;
}

async function recallIds(qdrant: QdrantClient, name: string, vector: Float32Array): Promise<string[]> {
  const { points } = await qdrant.query(name, {
    query: [...vector],
    using: 'image',
    limit: candidates,
    with_payload: ['id', 'item'],
  });
  return points.map(({ payload }) => String(payload!['id']));
}

const rowsOf = (block: Uint8Array) =>
  Array.from({ length: REGIONS }, (_, r) => [
    ...block.subarray(204 + r * REGION_DIMENSIONS, 204 + (r + 1) * REGION_DIMENSIONS),
  ]);

const bytesOf = (rows: number[][]) => {
  const bytes = new Uint8Array(rows.length * REGION_DIMENSIONS);
  rows.forEach((row, i) => bytes.set(row, i * REGION_DIMENSIONS));
  return bytes;
};

if (client) {
  const dir = await mkdtemp(join(tmpdir(), 'unseen-bench-'));
  const prefix = `bench-${randomUUID().slice(0, 8)}`;
  const rows = [await inSearchedPayload(client), await asMultivector(client)];
  const cold = await openQdrant({ urls: [url!], prefix, cacheBytes: 0 });
  await load(cold);
  rows.push(await throughAdapter('base64 in a collection of records (the adapter, nothing kept)', cold));
  const warm = await openQdrant({ urls: [url!], prefix });
  rows.push(await throughAdapter('the same, kept in the query process (the adapter, all hits)', warm, 5));
  const lance = await openLanceDb({ dir, optimizeEverySeconds: 0 });
  await load(lance);
  rows.push(await throughAdapter('LanceDB: in the row (the adapter)', lance));
  await dropCollections(client, prefix);
  await rm(dir, { recursive: true, force: true });
  console.log(`\nBlocks of ${candidates} candidates of ${count} items, milliseconds, median (p95)\n`);
  for (const { place, recall, read } of rows) {
    const show = (samples: number[]) =>
      `${percentile(samples, 0.5).toFixed(1)} (${percentile(samples, 0.95).toFixed(1)})`.padEnd(16);
    console.log(`  recall ${show(recall)} read ${show(read)} ${place}`);
  }
}
