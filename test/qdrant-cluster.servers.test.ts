import { pointId, type VectorPoint, type VectorStore } from '@unseen/domain';
import { describeVectorStore, unitVector } from '@unseen/testing';
import { openQdrant } from '@unseen/vector-store';
import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { startQdrantCluster } from '../scripts/servers/qdrant-cluster.ts';

/** Qdrant's program: three of it make the cluster. */
const PROGRAM = process.env['QDRANT_BINARY'];
const NOT_RUN = PROGRAM === undefined ? 'Set QDRANT_BINARY to the program of Qdrant.' : undefined;
if (NOT_RUN !== undefined) process.stderr.write(`\nNOT RUN: Qdrant on three nodes. ${NOT_RUN}\n`);

const SPACE = { tenant: 'default', collection: 'pictures', pack: 'tiny@1.0.0' };
const DIMENSIONS = 16;
const cluster = PROGRAM === undefined ? undefined : await startQdrantCluster(PROGRAM, 3);
afterAll(() => cluster?.remove());

const open = (replicas: number, prefix: string, shards = 6) =>
  openQdrant({
    urls: cluster!.nodes.map(({ url }) => url),
    prefix,
    layout: { shards, replicas },
    timeoutMs: 30_000,
  });

describeVectorStore(
  'Qdrant, three nodes and two copies',
  async () => {
    const prefix = `test-${randomBytes(6).toString('hex')}`;
    return { open: () => open(2, prefix, 3), remove: () => cluster!.removeCollections(prefix) };
  },
  NOT_RUN,
);

describe.skipIf(NOT_RUN !== undefined).each([2, 3])('a cluster of three nodes, %i copies', (copies) => {
  it('loses nothing and refuses nothing when each node in turn is killed and comes back', async () => {
    const store = await open(copies, `copies-${copies}`);
    await store.ensureSpace(SPACE, DIMENSIONS);
    const written: string[] = [];
    for (const [turn, node] of cluster!.nodes.entries()) {
      await writeAndFind(store, written, `before ${turn}`);
      await node.stop('SIGKILL');
      await writeAndFind(store, written, `without ${turn}`);
      await node.start();
      await writeAndFind(store, written, `after ${turn}`);
      await cluster!.whole();
    }
    const ids = written.map((itemId) => pointId(SPACE, itemId));
    expect(await store.read(SPACE, ids, {})).toHaveLength(written.length);
    expect(await store.count(SPACE)).toBe(written.length);
    await store.close();
  });
});

/** Writes points one after the other, and searches for each as soon as its write is answered. */
async function writeAndFind(store: VectorStore, written: string[], name: string): Promise<void> {
  for (let n = 0; n < 10; n++) {
    const itemId = `${name} ${n}`;
    const vector = unitVector(DIMENSIONS, itemId);
    const point: VectorPoint = {
      id: pointId(SPACE, itemId),
      itemId,
      vectors: { image: vector },
      payload: { captions: [], metadata: {}, hasImage: true, contentHash: '0'.repeat(64) },
    };
    await store.upsert(SPACE, [point]);
    written.push(itemId);
    const [found] = await store.search(SPACE, [{ modality: 'image', vector, limit: 1 }]);
    expect(found!.map(({ id }) => id)).toEqual([point.id]);
  }
}
