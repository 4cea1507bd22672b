import { pointId, type VectorPoint } from '@unseen/domain';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ItemPipeline } from '../items/item-pipeline.ts';
import { inState, JobLab } from '../testing/job-lab.ts';
import { LeftoverSweeper } from './leftover-sweeper.ts';
import { StorageCheck } from './storage-check.ts';

const tenant = 'default';
const DAY = 86_400_000;
let lab: JobLab;
let collection: string;
let pipeline: ItemPipeline;
let day = 0;

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
});
afterAll(() => lab.close());
// Each test begins on a day of its own.
beforeEach(() => {
  day += 10;
});

const sweeper = () => new LeftoverSweeper(pipeline, { everyMs: DAY, onError: () => undefined });
const look = (after = 0) => sweeper().look(new Date(Date.UTC(2030, 0, day + after)));
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function leftOver(text: string): Promise<string> {
  const bytes = Buffer.from(text);
  await lab.platform.blobs.put(`originals/${hashOf(bytes)}`, bytes, 'image/png');
  return hashOf(bytes);
}

async function ghost(): Promise<string> {
  const { ledger, store } = lab.platform;
  const space = lab.space(collection);
  const [item] = await ledger.items.page(tenant, collection, undefined, 1);
  const parts = { vectors: ['image', 'caption'], regions: true, tokens: true, payload: true } as const;
  const [point] = await store.read(space, [pointId(space, item!.id)], parts);
  const id = pointId(space, 'ghost');
  await store.upsert(space, [{ ...(point as VectorPoint), id, itemId: 'ghost' }]);
  return id;
}

it('works by itself once it is started', async () => {
  const hash = await leftOver('swept by itself');
  const errors: unknown[] = [];
  const own = new LeftoverSweeper(pipeline, { everyMs: 10, onError: (error) => errors.push(error) });
  own.start();
  await expect.poll(() => lab.platform.blobs.has(`originals/${hash}`)).toBe(false);
  await own.stop();
  expect(errors).toEqual([]);
});

it('removes what two looks in a row find, and nothing else', async () => {
  const hash = await leftOver('nobody shows this');
  const point = await ghost();
  const isThere = async () => [
    await lab.platform.blobs.has(`originals/${hash}`),
    (await lab.platform.store.read(lab.space(collection), [point], {})).length > 0,
  ];
  expect(await look()).toEqual({ found: 2, removed: 0 });
  expect(await isThere()).toEqual([true, true]);
  expect(await look(1)).toEqual({ found: 0, removed: 2 });
  expect(await isThere()).toEqual([false, false]);
  expect(await look(2)).toEqual({ found: 0, removed: 0 });
  const compared = await Array.fromAsync(new StorageCheck(pipeline).compare({ remove: false }));
  expect(compared).toEqual([{ kind: 'compared', pictures: 20, items: 20, removed: 0 }]);
});

it('is one look at a time, however many processes ask, and a restart does not begin anew', async () => {
  await leftOver('left over before a restart');
  const asked = await Promise.all([look(), look(), look()]);
  expect(asked.filter((swept) => swept !== undefined)).toEqual([{ found: 1, removed: 0 }]);
  expect(await look(0.5)).toBeUndefined();
  expect(await look(1)).toEqual({ found: 0, removed: 1 });
});

it('begins anew with what was needed again between two looks', async () => {
  const hash = await leftOver('needed again');
  expect(await look()).toEqual({ found: 1, removed: 0 });
  await pipeline.pictures.hold(hash);
  expect(await look(1)).toEqual({ found: 0, removed: 0 });
  await pipeline.pictures.letGo(hash);
  expect(await look(2)).toEqual({ found: 1, removed: 0 });
  expect(await look(3)).toEqual({ found: 0, removed: 1 });
});
