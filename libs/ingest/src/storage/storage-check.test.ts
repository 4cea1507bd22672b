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
  const [noPicture, noVectors, other] = await ledger.items.page(tenant, collection, undefined, 3);
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

  const lost = [
    { kind: 'picture_lost', sha256: noPicture!.imageKey },
    { kind: 'vectors_lost', tenant, collection, id: noVectors!.id },
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
