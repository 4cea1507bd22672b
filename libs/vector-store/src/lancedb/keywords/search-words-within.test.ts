import { pointId, type Filter, type VectorPoint, type VectorStore } from '@unseen/domain';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLanceDb } from '../../index.ts';
import { testPoints } from '../testing/test-points.ts';

const SPACE = { tenant: 't', collection: 'c', pack: 'p@1' };
const COUNT = 2_400;
const PRICED = 1_800;
const WITH_PRICE: Filter = { op: 'gte', field: 'price', value: 0 };

// Lamps without a price have the shorter captions, so that words alone find them first.
const points = testPoints(SPACE, COUNT, 16).map((point, i): VectorPoint => {
  const caption = i < PRICED ? 'a lamp that stands in the corner of a room' : 'lamp';
  const captions = i % 900 === 0 ? [`${caption}, zebra`] : [caption];
  return { ...point, payload: { ...point.payload, captions, metadata: i < PRICED ? { price: i } : {} } };
});

describe('words and a filter', () => {
  let dir: string;
  let store: VectorStore;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'unseen-words-'));
    store = await openLanceDb({ dir, optimizeEverySeconds: 0 });
    await store.ensureSpace(SPACE, 16);
    await store.upsert(SPACE, points);
    await store.optimize(SPACE);
  });
  afterAll(async () => {
    await store.close();
    await rm(dir, { recursive: true, force: true });
  });

  const find = async (word: string, limit: number, filter?: Filter) =>
    (await store.search(SPACE, [{ words: [word], sources: ['$captions'], limit, filter }]))[0]!;

  it.each<[string, string, Filter, (point: VectorPoint) => boolean]>([
    ['most of what the words find', 'corner', WITH_PRICE, ({ payload }) => 'price' in payload.metadata],
    ['none of what they find first', 'lamp', WITH_PRICE, ({ payload }) => 'price' in payload.metadata],
    ['some of the few they find', 'zebra', WITH_PRICE, ({ payload }) => 'price' in payload.metadata],
    [
      'few points',
      'lamp',
      { op: 'lt', field: 'price', value: 200 },
      ({ payload }) => Number(payload.metadata['price']) < 200,
    ],
    ['no point', 'lamp', { op: 'gt', field: 'price', value: COUNT }, () => false],
    ['every point', 'lamp', { op: 'eq', field: '$hasImage', value: true }, () => true],
  ])('find the best that satisfy one that %s do', async (_what, word, filter, holds) => {
    const members = new Set(points.filter(holds).map(({ id }) => id));
    const all = (await find(word, COUNT)).filter(({ id }) => members.has(id));
    for (const limit of [1, 10, 100]) {
      const found = await find(word, limit, filter);
      expect(found.every(({ id }) => members.has(id))).toBe(true);
      expect(found.map(({ score }) => score)).toEqual(all.slice(0, limit).map(({ score }) => score));
    }
  });

  it('find what satisfies it since a moment ago, and nothing that no longer does', async () => {
    const zebras = async () => (await find('zebra', 10, WITH_PRICE)).map(({ id }) => id).sort();
    const [first, second, third] = [0, 900, PRICED].map((i) => points[i]!);
    expect(await zebras()).toEqual([first!.id, second!.id].sort());
    const { price: _, ...rest } = first!.payload.metadata;
    await store.upsert(SPACE, [
      { ...first!, payload: { ...first!.payload, metadata: rest } },
      { ...third!, payload: { ...third!.payload, metadata: { price: 1 } } },
    ]);
    await store.delete(SPACE, [second!.id]);
    expect(await zebras()).toEqual([pointId(SPACE, third!.itemId)]);
  });
});
