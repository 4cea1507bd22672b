import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { MapPart } from '@unseen/ledger';
import { inState, JobLab, pictureNames } from '../testing/job-lab.ts';
import type { JobRunner } from '../jobs/job-runner.ts';

const tenant = 'default';
let lab: JobLab;
beforeAll(async () => {
  lab = await JobLab.open();
});
afterAll(() => lab.close());
afterEach(() => lab.stop());

/** A collection with so many pictures. */
async function filled(jobs: JobRunner, count: number): Promise<string> {
  const { collection, pictures } = await lab.fresh();
  await pictures(count);
  const load = await jobs.create({ tenant, collection, source: { type: 'folder', path: collection } });
  await lab.until(jobs, load.id, inState('completed'));
  return collection;
}

async function partsOf(collection: string): Promise<MapPart[]> {
  const { maps } = lab.platform.ledger;
  const { jobId } = (await maps.get({ tenant, collection }))!;
  return Array.fromAsync(maps.parts({ tenant, collection }, jobId));
}

it('gives every item a place, and knows what changed since', async () => {
  const jobs = await lab.start();
  const { ledger } = lab.platform;
  const collection = await filled(jobs, 20);
  const job = await jobs.map(tenant, collection);
  expect(await lab.until(jobs, job.id, inState('completed'))).toMatchObject({
    source: { type: 'map', path: collection },
    total: 20,
    done: 20,
    failed: 0,
  });
  const [part] = await partsOf(collection);
  expect(part!.ids.toSorted()).toEqual(pictureNames(20));
  expect(part!.places).toHaveLength(40);
  expect(new Set(part!.places).size).toBeGreaterThan(20);
  const { pack } = lab.platform.encoder;
  expect(await ledger.maps.get({ tenant, collection })).toMatchObject({
    jobId: job.id,
    pack: pack.id,
    changed: 0,
  });

  const [gone, changed] = await ledger.items.page(tenant, collection, undefined, 2);
  await ledger.items.markDeleting([gone!]);
  await ledger.items.put([{ ...changed!, captions: ['changed'] }]);
  expect(await ledger.maps.get({ tenant, collection })).toMatchObject({ changed: 1 });
  const [less] = await partsOf(collection);
  expect(less!.ids).toEqual(part!.ids.filter((id) => id !== gone!.id));
  const at = part!.ids.indexOf(gone!.id);
  expect([...less!.places]).toEqual([...part!.places].toSpliced(2 * at, 2));
});

it('keeps the map there is until the new one is whole, and begins again after a stop', async () => {
  const before = await lab.start();
  const collection = await filled(before, 12);
  const first = await before.map(tenant, collection);
  expect((await before.map(tenant, collection)).id).toBe(first.id);
  await lab.until(before, first.id, inState('completed'));
  const second = await before.map(tenant, collection);
  await lab.stop();
  const { maps } = lab.platform.ledger;
  const [{ jobId }, [there]] = [(await maps.get({ tenant, collection }))!, await partsOf(collection)];
  expect([first.id, second.id]).toContain(jobId);
  expect(there!.ids).toHaveLength(12);

  const after = await lab.start();
  expect(await lab.until(after, second.id, inState('completed'))).toMatchObject({ total: 12, done: 12 });
  expect(await maps.get({ tenant, collection })).toMatchObject({ jobId: second.id });
  expect(await partsOf(collection)).toEqual([there]);
  expect(await Array.fromAsync(maps.parts({ tenant, collection }, first.id))).toEqual([]);
});

it('arranges an empty collection, and none that is not there; goes with its collection', async () => {
  const jobs = await lab.start();
  const { ledger } = lab.platform;
  await expect(jobs.map(tenant, 'never')).rejects.toMatchObject({ code: 'collection_not_found' });
  await ledger.collections.ensure(tenant, 'empty');
  const { id } = await jobs.map(tenant, 'empty');
  expect(await lab.until(jobs, id, inState('completed'))).toMatchObject({ total: 0, done: 0 });
  expect(await partsOf('empty')).toEqual([]);
  const clear = await jobs.clear(tenant, 'empty', 'deletion');
  await lab.until(jobs, clear.id, inState('completed'));
  expect(await ledger.maps.get({ tenant, collection: 'empty' })).toBeUndefined();
});
