import { originalKey, thumbnailKey } from '@unseen/blobs';
import { pointId, type ItemKey } from '@unseen/domain';
import { loadPack, openEncoder } from '@unseen/encoder';
import { writeTinyPack } from '@unseen/encoder/testing';
import { innerProduct } from '@unseen/imfa';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts';
import { describedPng, png } from '../testing/png.ts';
import { sha256 } from '../util/content-hash.ts';
import { ItemIngestor } from './item-ingestor.ts';
import { ItemPipeline } from './item-pipeline.ts';

const RED = [255, 0, 0] as const;
const BLUE = [0, 0, 255] as const;
const tenant = 't';

let platform: TestPlatform;
let items: ItemIngestor;
let nextCollection = 0;
beforeAll(async () => {
  platform = await openTestPlatform();
  items = new ItemIngestor(new ItemPipeline(platform));
});
afterAll(() => platform.close());

/** A collection no other test uses. */
const freshCollection = (): string => `c${nextCollection++}`;

const everything = {
  vectors: ['image', 'caption', 'joint'],
  regions: true,
  tokens: true,
  payload: true,
} as const;

async function pointOf(key: ItemKey, pack = platform.encoder.pack.id) {
  const space = { tenant: key.tenant, collection: key.collection, pack };
  return (await platform.store.read(space, [pointId(space, key.id)], everything))[0];
}

async function search(collection: string, text: string): Promise<string[]> {
  const space = { tenant, collection, pack: platform.encoder.pack.id };
  const { global } = await platform.encoder.encodeText(text, 'interactive');
  const [neighbors] = await platform.store.search(space, [{ modality: 'image', vector: global, limit: 10 }]);
  const points = await platform.store.read(
    space,
    neighbors!.map((neighbor) => neighbor.id),
    {},
  );
  return points.map(({ itemId }) => itemId);
}

describe('ingestOne', () => {
  it('takes what a picture says of itself where nothing else is said of it', async () => {
    const collection = freshCollection();
    const image = describedPng(RED, 'A pier at dusk');
    await items.ingestOne({ tenant, collection, id: 'alone', image });
    await items.ingestOne({ tenant, collection, id: 'captioned', image, captions: ['my pier'] });
    await items.ingestOne({ tenant, collection, id: 'described', image, metadata: { price: 1 } });
    expect(await items.getItem(tenant, collection, 'alone')).toMatchObject({
      captions: ['A pier at dusk'],
    });
    expect(await items.getItem(tenant, collection, 'captioned')).toMatchObject({
      captions: ['my pier'],
      metadata: {},
    });
    expect(await items.getItem(tenant, collection, 'described')).toMatchObject({
      captions: [],
      metadata: { price: 1 },
    });
  });

  it('makes a picture with a caption searchable, all its parts in place', async () => {
    const collection = freshCollection();
    const image = png(RED);
    const result = await items.ingestOne({
      tenant,
      collection,
      id: 'a',
      image,
      captions: ['a red thing', 'red'],
      metadata: { price: 3 },
    });
    expect(result).toEqual({ id: 'a', collection, created: true });
    await items.ingestOne({ tenant, collection, id: 'b', image: png(BLUE) });
    expect(await search(collection, 'red')).toEqual(['a', 'b']);

    const record = await items.getItem(tenant, collection, 'a');
    expect(record).toMatchObject({
      state: 'indexed',
      imageKey: sha256(image),
      imageType: 'image/png',
      width: 8,
      height: 8,
      captions: ['a red thing', 'red'],
      metadata: { price: 3 },
      pack: 'tiny@1.0.0',
      jobId: null,
    });
    const point = (await pointOf(record))!;
    expect(point.payload).toEqual({
      captions: ['a red thing', 'red'],
      metadata: { price: 3 },
      hasImage: true,
      contentHash: record.contentHash,
      createdAt: expect.any(Number) as number,
    });
    expect(point.regions!.byteLength).toBeGreaterThan(0);
    expect(point.tokens!.byteLength).toBeGreaterThan(0);
    const { image: seen, caption, joint } = point.vectors;
    for (const vector of [seen!, caption!, joint!]) expect(innerProduct(vector, vector)).toBeCloseTo(1, 4);
    // The joint direction lies evenly between the two.
    expect(innerProduct(joint!, seen!)).toBeCloseTo(innerProduct(joint!, caption!), 4);
    expect(Buffer.from((await platform.blobs.get(originalKey(sha256(image)))).bytes).equals(image)).toBe(
      true,
    );
  });

  it('takes a caption alone and a picture alone', async () => {
    const collection = freshCollection();
    const words = await items.ingestOne({ tenant, collection, captions: ['a blue dog'] });
    const image = await items.ingestOne({ tenant, collection, image: png(RED) });
    expect(Object.keys((await pointOf({ tenant, ...words }))!.vectors)).toEqual(['caption']);
    expect(Object.keys((await pointOf({ tenant, ...image }))!.vectors)).toEqual(['image']);
    await expect(items.imageKey(tenant, collection, words.id, 'original')).rejects.toMatchObject({
      code: 'item_has_no_image',
    });
  });

  it('knows the same content again, and makes another item of another product with the same picture', async () => {
    const collection = freshCollection();
    const content = { tenant, collection, image: png(RED), captions: ['red'] };
    const first = await items.ingestOne({ ...content, metadata: { a: 1, b: 2 } });
    expect(first.id).toMatch(/^[0-9a-f]{32}$/);
    expect(await items.ingestOne(content)).toEqual({ ...first, created: false });
    expect((await items.getItem(tenant, collection, first.id)).metadata).toEqual({ a: 1, b: 2 });
    const other = await items.ingestOne({ ...content, metadata: { b: 3 } });
    expect(other).toMatchObject({ created: true, id: expect.not.stringContaining(first.id) });
    expect(await items.ingestOne({ ...content, metadata: { b: 3 } })).toEqual({ ...other, created: false });
    expect((await items.getItem(tenant, collection, first.id)).metadata).toEqual({ a: 1, b: 2 });
    expect((await pointOf({ tenant, collection, id: other.id }))!.payload!.metadata).toEqual({ b: 3 });
    // Named, it is the same item, and its metadata is what was sent last.
    expect(await items.ingestOne({ ...content, id: first.id, metadata: { c: 4 } })).toEqual({
      ...first,
      created: false,
    });
    expect((await pointOf({ tenant, collection, id: first.id }))!.payload!.metadata).toEqual({ c: 4 });
    expect(await platform.ledger.items.count(tenant, collection)).toBe(2);
  });

  it('makes one item of many simultaneous posts of the same content', async () => {
    const collection = freshCollection();
    const results = await Promise.all(
      Array.from({ length: 10 }, () => items.ingestOne({ tenant, collection, image: png(BLUE) })),
    );
    expect(results.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(results.map(({ id }) => id)).size).toBe(1);
  });

  it('refuses other content under a taken id, leaves it, or replaces it, as asked', async () => {
    const collection = freshCollection();
    const key = { tenant, collection, id: 'x' };
    await items.ingestOne({ ...key, image: png(RED, 9, 9) });
    const other = { ...key, image: png(BLUE, 9, 9) };
    await expect(items.ingestOne(other)).rejects.toMatchObject({ code: 'item_conflict' });
    expect(await items.ingestOne({ ...other, policy: 'skip' })).toMatchObject({ created: false });
    expect((await items.getItem(tenant, collection, 'x')).imageKey).toBe(sha256(png(RED, 9, 9)));

    expect(await items.ingestOne({ ...other, policy: 'replace' })).toMatchObject({ created: false });
    const record = await items.getItem(tenant, collection, 'x');
    expect(record.imageKey).toBe(sha256(other.image));
    expect((await pointOf(key))!.payload!.contentHash).toBe(record.contentHash);
    // No item shows the old picture any more.
    expect(await platform.blobs.has(originalKey(sha256(png(RED, 9, 9))))).toBe(false);
  });

  it.each([
    ['nothing', {}, 'item_empty'],
    ['an empty picture', { image: new Uint8Array() }, 'image_empty'],
    ['text as picture', { image: Buffer.from('GIF is not enough') }, 'image_unsupported'],
    ['half a picture', { image: png(RED, 64, 64).subarray(0, 60) }, 'image_corrupt'],
    ['too many pixels', { image: png(RED, 2000, 1000) }, 'image_too_large'],
    ['a bad id', { id: 'a\n', captions: ['x'] }, 'item_id_invalid'],
    ['bad metadata', { captions: ['x'], metadata: [] }, 'metadata_invalid'],
    ['a bad collection', { captions: ['x'], collection: '../x' }, 'collection_invalid'],
  ])('refuses %s and leaves nothing behind', async (_, item, code) => {
    const collection = freshCollection();
    await expect(items.ingestOne({ tenant, collection, ...item })).rejects.toMatchObject({ code });
    expect(await platform.ledger.items.page(tenant, collection, undefined, 10)).toEqual([]);
    if ('image' in item) expect(await platform.blobs.has(originalKey(sha256(item.image)))).toBe(false);
  });

  it('keeps tenants apart', async () => {
    const collection = freshCollection();
    await items.ingestOne({ tenant: 'one', collection, id: 'x', captions: ['red'] });
    await items.ingestOne({ tenant: 'two', collection, id: 'x', captions: ['blue'] });
    expect((await items.getItem('one', collection, 'x')).captions).toEqual(['red']);
    await expect(items.getItem('three', collection, 'x')).rejects.toMatchObject({ code: 'item_not_found' });
  });

  it('makes a thumbnail of a large picture alone', async () => {
    const collection = freshCollection();
    const large = png(RED, 900, 700);
    await items.ingestOne({ tenant, collection, id: 'large', image: large });
    await items.ingestOne({ tenant, collection, id: 'small', image: png(RED) });
    const keys = await Promise.all(
      ['large', 'small'].map((id) => items.imageKey(tenant, collection, id, 'thumbnail')),
    );
    expect(keys).toEqual([thumbnailKey(sha256(large)), originalKey(sha256(png(RED)))]);
    expect(await items.imageKey(tenant, collection, 'large', 'original')).toBe(originalKey(sha256(large)));
    expect((await platform.blobs.get(keys[0]!)).type).toMatch(/^image\//);
  });
});

describe('updateItem', () => {
  it('changes captions without touching the picture, and metadata without touching captions', async () => {
    const collection = freshCollection();
    const key = { tenant, collection, id: 'x' };
    await items.ingestOne({ ...key, image: png(RED, 11, 11), captions: ['red'], metadata: { a: 1 } });
    const before = (await pointOf(key))!;
    // Were the picture needed, this would fail.
    await platform.blobs.delete(originalKey(sha256(png(RED, 11, 11))));

    const { record: changed } = await items.updateItem(
      { tenant, collection, id: 'x' },
      { captions: ['green', 'a green car'] },
    );
    expect(changed).toMatchObject({
      state: 'indexed',
      captions: ['green', 'a green car'],
      metadata: { a: 1 },
    });
    const after = (await pointOf(key))!;
    expect(Buffer.from(after.regions!).equals(Buffer.from(before.regions!))).toBe(true);
    expect(after.vectors.image).toEqual(before.vectors.image);
    expect(innerProduct(after.vectors.caption!, before.vectors.caption!)).toBeLessThan(0.9);
    expect(after.vectors.joint).not.toEqual(before.vectors.joint);
    expect(after.payload).toMatchObject({
      captions: ['green', 'a green car'],
      contentHash: changed.contentHash,
    });

    await items.updateItem({ tenant, collection, id: 'x' }, { metadata: { a: null, b: 2 } });
    const last = (await pointOf(key))!;
    expect(last.payload).toMatchObject({ metadata: { b: 2 }, contentHash: changed.contentHash });
    expect(last.vectors).toEqual(after.vectors);
    expect(last.tokens).toEqual(after.tokens);
  });

  it('takes all captions away where a picture stays', async () => {
    const collection = freshCollection();
    await items.ingestOne({ tenant, collection, id: 'x', image: png(RED), captions: ['red'] });
    await items.ingestOne({ tenant, collection, id: 'y', captions: ['red'] });
    await items.updateItem({ tenant, collection, id: 'x' }, { captions: [] });
    const point = (await pointOf({ tenant, collection, id: 'x' }))!;
    expect(Object.keys(point.vectors)).toEqual(['image']);
    expect(point.tokens).toBeUndefined();
    await expect(items.updateItem({ tenant, collection, id: 'y' }, { captions: [] })).rejects.toMatchObject({
      code: 'item_empty',
    });
    await expect(items.updateItem({ tenant, collection, id: 'z' }, {})).rejects.toMatchObject({
      code: 'item_not_found',
    });
  });
});

describe('deleteItem', () => {
  it('takes away row, vectors and picture, the picture only with its last item', async () => {
    const collection = freshCollection();
    const image = png(RED, 900, 600, 'shared');
    const blobs = [originalKey(sha256(image)), thumbnailKey(sha256(image))];
    const there = () => Promise.all(blobs.map((key) => platform.blobs.has(key)));
    await items.ingestOne({ tenant, collection, id: 'a', image });
    await items.ingestOne({ tenant, collection, id: 'b', image, captions: ['red'] });
    await items.deleteItem({ tenant, collection, id: 'a' });
    expect(await pointOf({ tenant, collection, id: 'a' })).toBeUndefined();
    await expect(items.getItem(tenant, collection, 'a')).rejects.toMatchObject({ code: 'item_not_found' });
    expect(await there()).toEqual([true, true]);
    await items.deleteItem({ tenant, collection, id: 'b' });
    expect(await there()).toEqual([false, false]);
    await expect(items.deleteItem({ tenant, collection, id: 'b' })).rejects.toMatchObject({
      code: 'item_not_found',
    });
    expect(await items.ingestOne({ tenant, collection, id: 'a', image })).toMatchObject({ created: true });
  });

  it('never removes a picture another item is just about to show', async () => {
    const collection = freshCollection();
    for (let round = 0; round < 10; round++) {
      const image = png(BLUE, 10, 10, `round ${round}`);
      await items.ingestOne({ tenant, collection, id: 'old', image });
      await Promise.all([
        items.deleteItem({ tenant, collection, id: 'old' }),
        items.ingestOne({ tenant, collection, id: `new ${round}`, image }),
      ]);
      expect(await platform.blobs.has(originalKey(sha256(image)))).toBe(true);
    }
  });
});

describe('reconcile', () => {
  const later = (): Date => new Date(Date.now() + 60_000);

  it('finishes what stayed half done', async () => {
    const collection = freshCollection();
    await items.ingestOne({ tenant, collection, id: 'lost', image: png(RED, 12, 12), captions: ['red'] });
    await items.ingestOne({ tenant, collection, id: 'leaving', image: png(BLUE, 12, 12) });
    const lost = await items.getItem(tenant, collection, 'lost');
    const space = { tenant, collection, pack: platform.encoder.pack.id };
    // As a crash leaves them: a row without vectors, a mark without the deed.
    await platform.ledger.items.put([{ ...lost, state: 'pending' }]);
    await platform.store.delete(space, [pointId(space, 'lost')]);
    await platform.ledger.items.markDeleting([{ tenant, collection, id: 'leaving' }]);

    expect(await items.reconcile(new Date(0))).toEqual({ indexed: 0, deleted: 0, failed: [] });
    expect(await items.reconcile(later())).toEqual({ indexed: 1, deleted: 1, failed: [] });
    expect(await items.getItem(tenant, collection, 'lost')).toMatchObject({
      ...lost,
      updatedAt: expect.any(Date),
    });
    expect((await pointOf(lost))!.payload!.contentHash).toBe(lost.contentHash);
    expect(await pointOf({ tenant, collection, id: 'leaving' })).toBeUndefined();
    expect(await items.reconcile(later())).toEqual({ indexed: 0, deleted: 0, failed: [] });
  });

  it('reports what it cannot settle and goes on', async () => {
    const collection = freshCollection();
    await items.ingestOne({ tenant, collection, id: 'broken', image: png(RED, 13, 13) });
    await items.ingestOne({ tenant, collection, id: 'fine', captions: ['red'] });
    for (const id of ['broken', 'fine']) {
      const record = await items.getItem(tenant, collection, id);
      await platform.ledger.items.put([{ ...record, state: 'pending' }]);
    }
    await platform.blobs.delete(originalKey(sha256(png(RED, 13, 13))));
    const report = await items.reconcile(later());
    expect(report).toMatchObject({ indexed: 1, failed: [{ key: { id: 'broken' } }] });
    await items.deleteItem({ tenant, collection, id: 'broken' });
  });
});

describe('another model pack', () => {
  it('embeds the same content anew when it is sent or changed under the new pack', async () => {
    const collection = freshCollection();
    await items.ingestOne({ tenant, collection, id: 'x', image: png(RED), captions: ['red'] });
    await items.ingestOne({ tenant, collection, id: 'y', image: png(BLUE) });
    const dir = join(platform.dir, 'pack2');
    await writeTinyPack(dir, '2.0.0');
    const encoder = await openEncoder({ pack: await loadPack(dir) });
    try {
      const newer = new ItemIngestor(new ItemPipeline({ ...platform, encoder }));
      expect(
        await newer.ingestOne({ tenant, collection, id: 'x', image: png(RED), captions: ['red'] }),
      ).toMatchObject({ created: false });
      await newer.updateItem({ tenant, collection, id: 'y' }, { captions: ['blue'] });
      for (const id of ['x', 'y']) {
        const record = await newer.getItem(tenant, collection, id);
        expect(record).toMatchObject({ pack: 'tiny@2.0.0', state: 'indexed' });
        expect((await pointOf(record, 'tiny@2.0.0'))!.payload!.contentHash).toBe(record.contentHash);
      }
    } finally {
      await encoder.close();
    }
  });
});
