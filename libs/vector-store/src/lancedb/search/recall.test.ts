import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, Index } from '@lancedb/lancedb';
import type { VectorStore } from '@unseen/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLanceDb } from '../../index.ts';
import { spaceName } from '../space/space-name.ts';
import { clusteredVectors, pointsOf } from '../testing/test-points.ts';

const SPACE = { tenant: 't', collection: 'c', pack: 'p@1' };
const DIMENSIONS = 64;

describe('search through an index', () => {
  let dir: string;
  let store: VectorStore;
  const queries = clusteredVectors(20, DIMENSIONS, 40, 'queries');

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'unseen-recall-'));
    store = await openLanceDb({ dir, indexFrom: 1_000, optimizeEverySeconds: 0 });
    await store.ensureSpace(SPACE, DIMENSIONS);
    await store.upsert(SPACE, pointsOf(SPACE, clusteredVectors(4_000, DIMENSIONS, 40, 'points')));
    await store.optimize(SPACE);
  });
  afterAll(async () => {
    await store.close();
    await rm(dir, { recursive: true, force: true });
  });

  const search = async (exact: boolean) => {
    const requests = queries.map((vector) => ({ modality: 'image', vector, limit: 10, exact }) as const);
    return store.search(SPACE, requests);
  };

  it('is what happens above the limit, and finds at least 98 % of the ten nearest', async () => {
    const indexes = await (await (await connect(dir)).openTable(spaceName(SPACE))).listIndices();
    expect(indexes.map((index) => index.name)).toContain('image_ivf_63');
    const [found, exact] = await Promise.all([search(false), search(true)]);
    const hits = found.flatMap((list, i) =>
      list.filter((hit) => exact[i]!.some((each) => each.id === hit.id)),
    );
    expect(hits.length / exact.flat().length).toBeGreaterThanOrEqual(0.98);
  });

  it('scores as exactly as a search without one', async () => {
    const [found, exact] = await Promise.all([search(false), search(true)]);
    const scores = new Map(exact.flatMap((list, i) => list.map((hit) => [`${i} ${hit.id}`, hit.score])));
    for (const [i, list] of found.entries()) {
      for (const hit of list) {
        const expected = scores.get(`${i} ${hit.id}`);
        if (expected !== undefined) expect(hit.score).toBeCloseTo(expected, 6);
      }
    }
  });

  it('still finds enough where a filter leaves little near the query', async () => {
    const request = { modality: 'image', vector: queries[0]!, limit: 10 } as const;
    const [hits] = await store.search(SPACE, [{ ...request, filter: { op: 'lt', field: 'i', value: 10 } }]);
    expect(hits).toHaveLength(10);
  });

  it('renews an index built for far fewer vectors', async () => {
    const table = await (await connect(dir)).openTable(spaceName(SPACE));
    await table.dropIndex('image_ivf_63');
    await table.createIndex('image', {
      config: Index.ivfFlat({ distanceType: 'dot', numPartitions: 8 }),
      name: 'image_ivf_8',
    });
    await store.close();
    store = await openLanceDb({ dir, indexFrom: 1_000, optimizeEverySeconds: 0 });
    await store.optimize(SPACE);
    const indexes = await (await (await connect(dir)).openTable(spaceName(SPACE))).listIndices();
    expect(indexes.map((index) => index.name).filter((name) => name.startsWith('image'))).toEqual([
      'image_ivf_63',
    ]);
  });
});
