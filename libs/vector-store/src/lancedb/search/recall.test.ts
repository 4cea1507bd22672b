import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, Index } from '@lancedb/lancedb';
import { pointId, type Neighbor, type VectorStore } from '@unseen/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLanceDb } from '../../index.ts';
import { spaceName } from '../space/space-name.ts';
import { clusteredVectors, pointsOf } from '../testing/test-points.ts';

const SPACE = { tenant: 't', collection: 'c', pack: 'p@1' };
const DIMENSIONS = 160;
const COUNT = 3_000;

describe('search by codes', () => {
  let dir: string;
  let store: VectorStore;
  const queries = clusteredVectors(20, DIMENSIONS, 40, 'queries');
  const points = pointsOf(SPACE, clusteredVectors(COUNT, DIMENSIONS, 40, 'points'));
  const open = () => openLanceDb({ dir, codesFrom: 1_000, indexFrom: 1_000, optimizeEverySeconds: 0 });

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'unseen-recall-'));
    store = await open();
    await store.ensureSpace(SPACE, DIMENSIONS);
    // In portions, so that some are written while codes are made of the others.
    for (let start = 0; start < COUNT; start += 250)
      await store.upsert(SPACE, points.slice(start, start + 250));
    await store.optimize(SPACE);
  });
  afterAll(async () => {
    await store.close();
    await rm(dir, { recursive: true, force: true });
  });

  const search = async (exact: boolean, limit = 10) => {
    const requests = queries.map((vector) => ({ modality: 'image', vector, limit, exact }) as const);
    return store.search(SPACE, requests);
  };
  const share = (found: Neighbor[][], exact: Neighbor[][]) => {
    const hits = found.flatMap((list, i) =>
      list.filter((hit) => exact[i]!.some((each) => each.id === hit.id)),
    );
    return hits.length / exact.flat().length;
  };

  it('finds the ten nearest, and at least 98 % of the hundred nearest', async () => {
    expect(share(await search(false), await search(true))).toBe(1);
    expect(share(await search(false, 100), await search(true, 100))).toBeGreaterThanOrEqual(0.98);
  });

  it('reads payloads of any length, also when it is opened again', async () => {
    const space = { ...SPACE, collection: 'long' };
    const written = pointsOf(space, clusteredVectors(4, DIMENSIONS, 1, 'long')).map((point, i) => ({
      ...point,
      payload: { ...point.payload, metadata: { text: 'é'.repeat([10, 900, 7_000, 40_000][i]!) } },
    }));
    await store.ensureSpace(space, DIMENSIONS);
    await store.upsert(space, written);
    const lengths = async () => {
      const ids = written.map(({ id }) => id);
      const read = await store.read(space, ids, { payload: true });
      return read.map(({ payload }) => (payload!.metadata['text'] as string).length);
    };
    expect(await lengths()).toEqual([10, 900, 7_000, 40_000]);
    await store.close();
    store = await open();
    expect(await lengths()).toEqual([10, 900, 7_000, 40_000]);
    await store.upsert(space, [
      { ...written[2]!, payload: { ...written[2]!.payload, metadata: { text: 'short' } } },
    ]);
    expect(await lengths()).toEqual([10, 900, 5, 40_000]);
  });

  it('scores as exactly as the table', async () => {
    const [found, exact] = await Promise.all([search(false), search(true)]);
    const scores = new Map(exact.flatMap((list, i) => list.map((hit) => [`${i} ${hit.id}`, hit.score])));
    for (const [i, list] of found.entries()) {
      for (const hit of list) {
        const expected = scores.get(`${i} ${hit.id}`);
        if (expected !== undefined) expect(hit.score).toBeCloseTo(expected, 6);
      }
    }
  });

  it.each([10, 500, 2_900])('finds the nearest of the %i that a filter leaves', async (left) => {
    const request = { modality: 'image', vector: queries[0]!, limit: 10 } as const;
    const filter = { op: 'lt', field: 'i', value: left } as const;
    const [found, exact] = await store.search(SPACE, [
      { ...request, filter },
      { ...request, filter, exact: true },
    ]);
    expect(found!.map((hit) => hit.id)).toEqual(exact!.map((hit) => hit.id));
  });

  it('holds what is written after a filter was first used against it', async () => {
    const filter = { op: 'eq', field: 'kind', value: 'late' } as const;
    const request = { modality: 'image', vector: queries[0]!, limit: 10, filter } as const;
    expect(await store.search(SPACE, [request])).toEqual([[]]);
    const late = { ...points[5]!, id: pointId(SPACE, 'late'), itemId: 'late' };
    const inside = { ...late, payload: { ...late.payload, metadata: { kind: 'late' } } };
    await store.upsert(SPACE, [inside]);
    expect(await store.search(SPACE, [request])).toMatchObject([[{ id: late.id }]]);
    await store.upsert(SPACE, [late]);
    expect(await store.search(SPACE, [request])).toEqual([[]]);
    await store.upsert(SPACE, [inside]);
    await store.delete(SPACE, [late.id]);
    expect(await store.search(SPACE, [request])).toEqual([[]]);
  });

  it('finds the same after the space was opened again, also without what it keeps beside the table', async () => {
    const before = await search(false);
    const copy = join(dir, `${spaceName(SPACE)}.copy`);
    for (const damage of ['none', 'torn', 'cut', 'gone']) {
      await store.close();
      expect(await readdir(copy)).toContain('state');
      if (damage === 'torn') await writeFile(join(copy, 'state'), 'x'.repeat(99));
      if (damage === 'cut') await truncate(join(copy, 'state'), 5_000);
      if (damage === 'gone') await rm(copy, { recursive: true });
      store = await open();
      expect(share(await search(false), before)).toBe(1);
      await store.optimize(SPACE);
      expect(await search(false)).toEqual(before);
    }
  });

  it('removes the indexes of vectors that an earlier version built', async () => {
    const table = await (await connect(dir)).openTable(spaceName(SPACE));
    await table.createIndex('image', {
      config: Index.ivfFlat({ distanceType: 'dot', numPartitions: 8 }),
      name: 'image_ivf_8',
    });
    await store.close();
    store = await open();
    await store.optimize(SPACE);
    const indexes = await (await (await connect(dir)).openTable(spaceName(SPACE))).listIndices();
    expect(indexes.map((index) => index.name).filter((name) => name.startsWith('image'))).toEqual([]);
  });
});
