import { pointId, type VectorPoint } from '@unseen/domain';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ItemPipeline } from '../items/item-pipeline.ts';
import { inState, JobLab } from '../testing/job-lab.ts';
import { StorageCheck } from './storage-check.ts';

const tenant = 'default';
let lab: JobLab;
let collection: string;
let pipeline: ItemPipeline;
let check: StorageCheck;

beforeAll(async () => {
  lab = await JobLab.open();
  const fresh = await lab.fresh();
  ({ collection } = fresh);
  await fresh.pictures(20);
  const jobs = await lab.start();
  const { id } = await jobs.create({ tenant, collection, source: { type: 'folder', path: collection } });
  await lab.until(jobs, id, inState('completed'));
  await lab.stop();
  pipeline = new ItemPipeline(lab.platform);
  check = new StorageCheck(pipeline);
});
afterAll(() => lab.close());

const compare = (remove = false) => Array.fromAsync(check.compare({ remove }));
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

it('finds no difference where there is none', async () => {
  expect(await compare()).toEqual([{ kind: 'compared', pictures: 20, items: 20, removed: 0 }]);
});

it('leaves alone what is about to be shown', async () => {
  const bytes = Buffer.from('a picture that is being written');
  const hash = hashOf(bytes);
  await pipeline.pictures.hold(hash);
  await lab.platform.blobs.put(`originals/${hash}`, bytes, 'image/png');
  expect(await compare(true)).toEqual([{ kind: 'compared', pictures: 21, items: 20, removed: 0 }]);
  await pipeline.pictures.letGo(hash);
  // Nobody came to show it.
  await expect
    .poll(() => compare(true))
    .toContainEqual({ kind: 'compared', pictures: 21, items: 20, removed: 1 });
  expect(await lab.platform.blobs.has(`originals/${hash}`)).toBe(false);
});

it('names all that is lost or left over, and removes the left-overs alone', async () => {
  const { ledger, blobs, store } = lab.platform;
  const space = lab.space(collection);
  const [noPicture, noVectors, other, stale] = await ledger.items.page(tenant, collection, undefined, 4);
  const bytes = Buffer.from('nobody shows this');
  const unused = hashOf(bytes);
  const thumbnail = hashOf(Buffer.from('a thumbnail alone'));
  await blobs.delete(`originals/${noPicture!.imageKey}`);
  await blobs.put(`originals/${unused}`, bytes, 'image/png');
  await blobs.put(`thumbnails/${thumbnail}`, bytes, 'image/webp');
  await store.delete(space, [pointId(space, noVectors!.id)]);
  const parts = { vectors: ['image', 'caption'], regions: true, tokens: true, payload: true } as const;
  const [point] = await store.read(space, [pointId(space, other!.id)], parts);
  const ghost = { ...(point as VectorPoint), id: pointId(space, 'ghost'), itemId: 'ghost' };
  await store.upsert(space, [ghost]);
  // As a store that was restored from another time.
  const [former] = await store.read(space, [pointId(space, stale!.id)], parts);
  const payload = { ...former!.payload!, metadata: { price: 1 } };
  await store.upsert(space, [{ ...(former as VectorPoint), payload }]);

  const lost = [
    {
      kind: 'picture_lost',
      sha256: noPicture!.imageKey,
      items: [{ tenant, collection, id: noPicture!.id }],
    },
    { kind: 'vectors_lost', tenant, collection, id: noVectors!.id },
    { kind: 'vectors_lost', tenant, collection, id: stale!.id },
  ];
  const leftOver = [
    { kind: 'picture_unused', sha256: unused },
    { kind: 'picture_unused', sha256: thumbnail },
    { kind: 'vectors_unused', tenant, collection, id: 'ghost' },
  ];
  const found = await compare();
  expect(found.at(-1)).toEqual({ kind: 'compared', pictures: 20, items: 20, removed: 0 });
  expect(new Set(found.slice(0, -1))).toEqual(new Set([...lost, ...leftOver]));
  expect((await compare(true)).at(-1)).toMatchObject({ removed: 3 });
  const after = await compare();
  expect(new Set(after.slice(0, -1))).toEqual(new Set(lost));
  expect(after.at(-1)).toEqual({ kind: 'compared', pictures: 19, items: 20, removed: 0 });
});

it('has a lost picture stored again by loading its source once more', async () => {
  const { ledger, blobs } = lab.platform;
  const [item] = (await ledger.items.page(tenant, collection, undefined, 10)).slice(-1);
  await blobs.delete(`originals/${item!.imageKey}`);
  await blobs.delete(`thumbnails/${item!.imageKey}`);
  expect((await compare()).filter(({ kind }) => kind === 'picture_lost')).toContainEqual({
    kind: 'picture_lost',
    sha256: item!.imageKey,
    items: [{ tenant, collection, id: item!.id }],
  });
  const jobs = await lab.start();
  const { id } = await jobs.create({ tenant, collection, source: { type: 'folder', path: collection } });
  const done = await lab.until(jobs, id, inState('completed'));
  await lab.stop();
  expect(done).toMatchObject({ failed: 0, unchanged: 20 });
  expect((await compare()).map(({ kind }) => kind)).not.toContain('picture_lost');
  expect(hashOf((await blobs.get(`originals/${item!.imageKey}`)).bytes)).toBe(item!.imageKey);
});
