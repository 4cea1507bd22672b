import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { CollectionExport } from '../items/collection-export.ts';
import { ItemPipeline } from '../items/item-pipeline.ts';
import { countingEncoder } from '../testing/counting-encoder.ts';
import { inState, JobLab } from '../testing/job-lab.ts';

const tenant = 'default';
let lab: JobLab;
beforeAll(async () => {
  lab = await JobLab.open();
});
afterAll(() => lab.close());
afterEach(() => lab.stop());

it('deletes a collection while a job loads into it, and all that was known of it', async () => {
  const { collection, pictures } = await lab.fresh();
  await pictures(60);
  const jobs = await lab.start({ chunkConcurrency: 1 });
  const source = { type: 'folder', path: collection } as const;
  const load = await jobs.create({ tenant, collection, source });
  await lab.until(jobs, load.id, ({ done }) => done > 0);
  const { ledger, store, blobs } = lab.platform;
  const [some, thrown] = await ledger.items.page(tenant, collection, undefined, 2);
  await ledger.trash.put([thrown!]);
  await ledger.collections.change(tenant, collection, { displayName: 'Pictures' });

  const { id } = await jobs.clear(tenant, collection, 'deletion');
  await expect(jobs.create({ tenant, collection, source })).rejects.toMatchObject({
    code: 'collection_deleting',
  });
  const job = await lab.until(jobs, id, inState('completed'));
  expect(job).toMatchObject({ source: { type: 'deletion' }, failed: 0 });
  expect((await jobs.get(tenant, load.id)).state).toBe('cancelled');
  expect(await ledger.collections.get(tenant, collection)).toBeUndefined();
  expect(await ledger.items.page(tenant, collection, undefined, 10)).toEqual([]);
  expect(await store.hasSpace(lab.space(collection))).toBe(false);
  expect(await blobs.has(`originals/${some!.imageKey}`)).toBe(false);
  expect(await ledger.trash.count({ tenant, collection })).toBe(0);
  expect(await blobs.has(`originals/${thrown!.imageKey}`)).toBe(false);
  await expect(jobs.clear(tenant, collection, 'deletion')).rejects.toMatchObject({
    code: 'collection_not_found',
  });

  // It appears again when it is first used, without what was known of it.
  const again = await jobs.create({ tenant, collection, source });
  expect(await lab.until(jobs, again.id, inState('completed'))).toMatchObject({ added: 60 });
  expect(await ledger.collections.get(tenant, collection)).toMatchObject({ items: 60, displayName: null });
  expect(await lab.settledIds(collection)).toHaveLength(60);
  const emptying = await jobs.clear(tenant, collection, 'emptying');
  await lab.until(jobs, emptying.id, inState('completed'));
  expect(await ledger.collections.get(tenant, collection)).toMatchObject({ items: 0, bytes: 0 });
});

it('brings an export back, with its vectors and without embedding', async () => {
  const { collection, write, pictures } = await lab.fresh();
  await pictures(3);
  await write(
    'list.jsonl',
    [
      { id: 'both', image: '0000.png', caption: 'a red thing', metadata: { price: 1 } },
      { id: 'picture', image: '0001.png' },
      { id: 'words', captions: ['one', 'two'] },
    ]
      .map((line) => JSON.stringify(line))
      .join('\n'),
  );
  const { encoder, counts } = countingEncoder(lab.platform.encoder);
  const jobs = await lab.start({ encoder });
  const load = async (target: string, type: 'jsonl' | 'export', file: string) => {
    const { id } = await jobs.create({
      tenant,
      collection: target,
      source: { type, path: `${collection}/${file}` },
    });
    return lab.until(jobs, id, inState('completed'));
  };
  await load(collection, 'jsonl', 'list.jsonl');
  const exporter = new CollectionExport(new ItemPipeline(lab.platform));
  const exported = async (options: { vectors: boolean; images: boolean }) =>
    (await Array.fromAsync(exporter.lines({ tenant, collection }, options))).join('');
  const dir = join(lab.platform.importRoot, collection);
  await writeFile(join(dir, 'all.ndjson'), await exported({ vectors: true, images: true }));
  await writeFile(join(dir, 'vectors.ndjson'), await exported({ vectors: true, images: false }));
  await writeFile(join(dir, 'plain.ndjson'), await exported({ vectors: false, images: false }));

  counts.pictures = counts.texts = 0;
  const [whole, vectors, plain] = [`${collection}-w`, `${collection}-v`, `${collection}-p`];
  expect(await load(whole, 'export', 'all.ndjson')).toMatchObject({ added: 3, failed: 0 });
  expect(await load(vectors, 'export', 'vectors.ndjson')).toMatchObject({ added: 3, failed: 0 });
  expect(counts).toEqual({ pictures: 0, texts: 0 });
  const { ledger, store } = lab.platform;
  const pointsOf = async (name: string) => {
    const space = lab.space(name);
    const ids = (await store.page(space, 10)).map(({ id }) => id);
    const parts = { vectors: ['image', 'caption', 'joint'], regions: true, tokens: true } as const;
    const points = await store.read(space, ids, parts);
    return new Map(points.map(({ id: _id, ...rest }) => [rest.itemId, rest]));
  };
  expect(await pointsOf(whole)).toEqual(await pointsOf(collection));
  expect(await pointsOf(vectors)).toEqual(await pointsOf(collection));
  const records = async (name: string) =>
    (await ledger.items.page(tenant, name, undefined, 10)).map((row) => [row.id, row.imageKey, row.metadata]);
  expect(await records(whole)).toEqual(await records(collection));
  // A picture that did not come along is known by its vector alone.
  expect((await ledger.items.get({ tenant, collection: vectors, id: 'picture' }))!.imageKey).toBeNull();

  // Without vectors, words are embedded, and a picture alone is nothing.
  expect(await load(plain, 'export', 'plain.ndjson')).toMatchObject({ added: 2, failed: 1 });
  expect(counts).toEqual({ pictures: 0, texts: 3 });
});
