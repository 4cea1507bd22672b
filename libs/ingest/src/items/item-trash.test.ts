import { originalKey, thumbnailKey } from '@unseen/blobs';
import { AppError, pointId } from '@unseen/domain';
import { innerProduct } from '@unseen/imfa';
import pLimit from 'p-limit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { StorageCheck } from '../storage/storage-check.ts';
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts';
import { png } from '../testing/png.ts';
import { sha256 } from '../util/content-hash.ts';
import { ItemIngestor } from './item-ingestor.ts';
import { ItemPipeline } from './item-pipeline.ts';
import { ItemTrash } from './item-trash.ts';

const RED = [255, 0, 0] as const;
const BLUE = [0, 0, 255] as const;
const tenant = 't';

let platform: TestPlatform;
let pipeline: ItemPipeline;
let items: ItemIngestor;
let trash: ItemTrash;
let nextCollection = 0;
beforeAll(async () => {
  platform = await openTestPlatform();
  pipeline = new ItemPipeline(platform);
  items = new ItemIngestor(pipeline);
  trash = new ItemTrash(pipeline, pLimit(2));
});
afterAll(() => platform.close());

/** A collection no other test uses. */
const freshCollection = (): string => `c${nextCollection++}`;
const throwAway = (collection: string, ...ids: string[]) =>
  items.deleteMany(tenant, collection, { ids }, { rule: 'trash' });
const idsIn = async (collection: string) =>
  (await trash.list(tenant, collection, undefined, 100)).items.map(({ id }) => id).sort();
const hasPicture = (image: Uint8Array) => platform.blobs.has(originalKey(sha256(image)));

async function pointOf(collection: string, id: string) {
  const space = { tenant, collection, pack: platform.encoder.pack.id };
  const wanted = { vectors: ['image', 'caption'], regions: true, tokens: true, payload: true } as const;
  return (await platform.store.read(space, [pointId(space, id)], wanted))[0];
}

it('takes an item out of everything, and puts it back as it was', async () => {
  const collection = freshCollection();
  const image = png(RED, 900, 600, 'thrown away');
  const content = { image, captions: ['a red thing', 'red'], metadata: { price: 3 } };
  await items.ingestOne({ tenant, collection, id: 'a', ...content });
  const [record, point] = [await items.getItem(tenant, collection, 'a'), await pointOf(collection, 'a')];

  await items.deleteItem({ tenant, collection, id: 'a' }, undefined, 'trash');
  await expect(items.getItem(tenant, collection, 'a')).rejects.toMatchObject({ code: 'item_not_found' });
  expect(await pointOf(collection, 'a')).toBeUndefined();
  expect(await platform.ledger.items.count(tenant, collection)).toBe(0);
  expect(await trash.list(tenant, collection, undefined, 10)).toMatchObject({
    total: 1,
    items: [{ id: 'a', captions: content.captions, metadata: content.metadata, width: 900, height: 600 }],
  });
  expect(await trash.imageKey(tenant, collection, 'a', 'thumbnail')).toBe(thumbnailKey(sha256(image)));

  expect(await trash.restore(tenant, collection, ['a'])).toMatchObject([{ status: 'added', id: 'a' }]);
  const { updatedAt: _, imageStamp: __, ...same } = record;
  expect(await items.getItem(tenant, collection, 'a')).toMatchObject(same);
  const { vectors, ...rest } = (await pointOf(collection, 'a'))!;
  const { vectors: before, ...restBefore } = point!;
  const payload = { ...restBefore.payload, createdAt: record.createdAt.getTime() };
  expect(rest).toEqual({ ...restBefore, payload });
  for (const name of ['image', 'caption'] as const)
    expect(innerProduct(vectors[name]!, before[name]!)).toBeCloseTo(1, 4);
  expect(await idsIn(collection)).toEqual([]);
});

it('keeps pictures that lie in the trash alone, and lets them go with the last that shows them', async () => {
  const collection = freshCollection();
  const [red, blue] = [png(RED, 8, 8, 'kept'), png(BLUE, 8, 8, 'kept')];
  await items.ingestOne({ tenant, collection, id: 'red', image: red });
  await items.ingestOne({ tenant, collection, id: 'red too', image: red, captions: ['again'] });
  await items.ingestOne({ tenant, collection, id: 'blue', image: blue });
  await throwAway(collection, 'red', 'red too', 'blue', 'never');
  const found = await Array.fromAsync(new StorageCheck(pipeline).compare({ remove: true }));
  expect(found).toEqual([expect.objectContaining({ kind: 'compared', removed: 0 })]);
  expect(await Promise.all([red, blue].map(hasPicture))).toEqual([true, true]);

  expect(await trash.remove(tenant, collection, ['red', 'never'])).toBe(1);
  expect(await hasPicture(red)).toBe(true);
  expect(await trash.remove('another', collection)).toBe(0);
  expect(await trash.remove(tenant, collection)).toBe(2);
  expect(await Promise.all([red, blue].map(hasPicture))).toEqual([false, false]);
  expect(await idsIn(collection)).toEqual([]);
});

it('never overwrites what has come to have the id, and says so', async () => {
  const collection = freshCollection();
  const was = { captions: ['as it was'], metadata: { was: true } };
  for (const id of ['same', 'other', 'free']) await items.ingestOne({ tenant, collection, id, ...was });
  await throwAway(collection, 'same', 'other', 'free');
  await items.ingestOne({ tenant, collection, id: 'same', captions: was.captions, metadata: { now: true } });
  await items.ingestOne({ tenant, collection, id: 'other', captions: ['another'] });
  const results = await trash.restore(tenant, collection, ['same', 'other', 'never', 'free']);
  expect(results).toMatchObject([
    { status: 'skipped', id: 'same' },
    { status: 'failed', id: 'other', error: expect.objectContaining({ code: 'item_conflict' }) },
    { status: 'failed', id: 'never', error: expect.objectContaining({ code: 'item_not_found' }) },
    { status: 'added', id: 'free' },
  ]);
  expect((await items.getItem(tenant, collection, 'same')).metadata).toEqual({ now: true });
  expect((await items.getItem(tenant, collection, 'other')).captions).toEqual(['another']);
  expect(await idsIn(collection)).toEqual(['other']);
});

it('lets go the picture of what lay in the trash under the same id before', async () => {
  const collection = freshCollection();
  const [red, blue] = [png(RED, 8, 8, 'first'), png(BLUE, 8, 8, 'second')];
  for (const image of [red, blue]) {
    await items.ingestOne({ tenant, collection, id: 'x', image });
    await throwAway(collection, 'x');
  }
  expect(await Promise.all([red, blue].map(hasPicture))).toEqual([false, true]);
});

it('puts into the trash what is named by a filter, and nothing that is only counted', async () => {
  const collection = freshCollection();
  for (const id of ['p1', 'p2']) await items.ingestOne({ tenant, collection, id, captions: ['a thing'] });
  const all = { filter: undefined };
  const counted = await items.deleteMany(tenant, collection, all, { rule: 'trash', dryRun: true });
  expect([counted, await idsIn(collection)]).toEqual([{ matched: 2, deleted: 0 }, []]);
  expect(await items.deleteMany(tenant, collection, all, { rule: 'trash' })).toEqual({
    matched: 2,
    deleted: 2,
  });
  expect(await idsIn(collection)).toEqual(['p1', 'p2']);
});

it('loses nothing when it is broken off on the way out or on the way back', async () => {
  const collection = freshCollection();
  const image = png(RED, 8, 8, 'broken off');
  await items.ingestOne({ tenant, collection, id: 'a', image });
  const { ledger, store } = platform;
  const broken = (name: keyof typeof store) =>
    new Proxy(store, {
      get: (target, key) => {
        if (key === name)
          return () => Promise.reject(new AppError('vector_store_unavailable', 'The store is away.'));
        const value = Reflect.get(target, key, target) as unknown;
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  const without = (name: keyof typeof store) => new ItemPipeline({ ...platform, store: broken(name) });

  const leaving = new ItemIngestor(without('delete'));
  await expect(leaving.deleteItem({ tenant, collection, id: 'a' }, undefined, 'trash')).rejects.toMatchObject(
    {
      code: 'vector_store_unavailable',
    },
  );
  expect(await items.reconcile(new Date(Date.now() + 60_000))).toMatchObject({ deleted: 1, failed: [] });
  expect([await idsIn(collection), await hasPicture(image)]).toEqual([['a'], true]);

  const coming = new ItemTrash(without('upsert'), pLimit(1));
  await expect(coming.restore(tenant, collection, ['a'])).rejects.toMatchObject({
    code: 'vector_store_unavailable',
  });
  // Its row is written: it is out of the trash, and the reconciler brings it to its end.
  expect(await ledger.items.get({ tenant, collection, id: 'a' })).toMatchObject({ state: 'pending' });
  expect(await items.reconcile(new Date(Date.now() + 60_000))).toMatchObject({ indexed: 1, failed: [] });
  expect(await pointOf(collection, 'a')).toBeDefined();
  expect([await idsIn(collection), await hasPicture(image)]).toEqual([[], true]);
});

it('removes what has been there for long', async () => {
  const collection = freshCollection();
  const image = png(BLUE, 8, 8, 'old');
  await items.ingestOne({ tenant, collection, id: 'old', image });
  await throwAway(collection, 'old');
  await trash.expire(new Date(Date.now() - 60_000));
  expect(await idsIn(collection)).toEqual(['old']);
  await trash.expire(new Date(Date.now() + 60_000));
  expect([await idsIn(collection), await hasPicture(image)]).toEqual([[], false]);
});
