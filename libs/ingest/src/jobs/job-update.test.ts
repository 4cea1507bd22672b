import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { countingEncoder } from '../testing/counting-encoder.ts';
import { WaitingIds } from './waiting-ids.ts';
import { inState, JobLab, picture, type FreshSource } from '../testing/job-lab.ts';

const tenant = 'default';
let lab: JobLab;
beforeAll(async () => {
  lab = await JobLab.open();
});
afterAll(() => lab.close());
afterEach(() => lab.stop());

/** Writes pictures as they lie in a shop's folder: not changed for an hour. */
async function oldPictures({ collection, write }: FreshSource, numbers: readonly number[]): Promise<void> {
  const hourAgo = new Date(Date.now() - 3_600_000);
  for (const n of numbers) {
    await write(`${n}.png`, picture(n));
    await utimes(join(lab.platform.importRoot, collection, `${n}.png`), hourAgo, hourAgo);
  }
}

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

it('applies a nightly feed: what changed is written, changed titles alone are embedded', async () => {
  const source = await lab.fresh();
  const { collection, write } = source;
  await oldPictures(source, numbers(41));
  const feed = (rows: readonly (readonly [n: number, title: string, price: number])[]) =>
    write(
      'feed.csv',
      ['id,image,caption,price', ...rows.map(([n, title, price]) => `p${n},${n}.png,${title},${price}`)].join(
        '\n',
      ),
    );
  const { encoder, counts } = countingEncoder(lab.platform.encoder);
  const jobs = await lab.start({ encoder });
  const run = async () => {
    const { id } = await jobs.create({
      tenant,
      collection,
      source: { type: 'csv', path: `${collection}/feed.csv` },
    });
    return lab.until(jobs, id, inState('completed'));
  };
  await feed(numbers(40).map((n) => [n, `red thing ${n}`, n]));
  expect(await run()).toMatchObject({ total: 40, done: 40, added: 40, updated: 0, unchanged: 0, failed: 0 });
  expect(counts).toEqual({ pictures: 40, texts: 40 });
  const untouched = await lab.platform.ledger.items.get({ tenant, collection, id: 'p7' });

  // Two prices, one title, one new row, one gone; and a picture whose file nobody needs to look into.
  await feed([
    ...numbers(39).map((n) => [n, n === 5 ? 'blue thing' : `red thing ${n}`, n < 2 ? 100 : n] as const),
    [40, 'new thing', 1],
  ]);
  const file = join(lab.platform.importRoot, collection, '7.png');
  const before = untouched!.imageStamp!;
  await writeFile(file, Buffer.alloc(picture(7).byteLength));
  const [, , changedAt] = JSON.parse(before) as [string, number, number];
  await utimes(file, new Date(changedAt), new Date(changedAt));
  counts.pictures = counts.texts = 0;
  expect(await run()).toMatchObject({
    total: 40,
    done: 4,
    added: 1,
    updated: 3,
    unchanged: 36,
    skipped: 36,
    failed: 0,
  });
  expect(counts).toEqual({ pictures: 1, texts: 2 });
  const items = lab.platform.ledger.items;
  expect((await items.get({ tenant, collection, id: 'p1' }))!.metadata).toMatchObject({ price: 100 });
  expect((await items.get({ tenant, collection, id: 'p5' }))!.captions).toEqual(['blue thing']);
  expect(await items.get({ tenant, collection, id: 'p7' })).toEqual(untouched);
  expect((await lab.settledIds(collection)).length).toBe(41);
});

it('passes over what did not change in large pages, and makes no work of it', async () => {
  const source = await lab.fresh();
  const { collection, write } = source;
  await oldPictures(source, numbers(4));
  const { ledger } = lab.platform;
  const { encoder, counts } = countingEncoder(lab.platform.encoder);
  const seen: number[] = [];
  const jobs = await lab.start({ encoder, observe: ({ skipped }) => seen.push(skipped) });
  const feed = (changed: (n: number) => boolean) =>
    write(
      'feed.csv',
      [
        'id,image,title,stock',
        ...numbers(400).map(
          (n) => `p${n},${n < 4 ? `${n}.png` : ''},thing ${n % 7},${changed(n) ? 1_000 : n}`,
        ),
      ].join('\n'),
    );
  const run = async (duplicates?: 'skip' | 'replace') => {
    const { id } = await jobs.create({
      tenant,
      collection,
      source: { type: 'csv', path: `${collection}/feed.csv` },
      duplicates,
    });
    return lab.until(jobs, id, inState('completed'));
  };
  await feed(() => false);
  expect(await run()).toMatchObject({ added: 400 });
  counts.pictures = counts.texts = 0;
  for (const duplicates of [undefined, 'replace'] as const) {
    seen.length = 0;
    expect(await run(duplicates)).toMatchObject({ total: 400, done: 0, unchanged: 400, skipped: 400 });
    // Chunks have eight entries; these were looked up in pages that grow.
    expect(seen.length).toBeLessThan(10);
    expect(seen.reduce((sum, each) => sum + each, 0)).toBe(400);
  }
  await feed((n) => n % 50 === 49);
  expect(await run('skip')).toMatchObject({ done: 0, unchanged: 0, skipped: 400 });
  expect(await run()).toMatchObject({ done: 8, updated: 8, unchanged: 392, failed: 0 });
  expect(counts).toEqual({ pictures: 0, texts: 0 });
  const metadata = async (id: string) => (await ledger.items.get({ tenant, collection, id }))!.metadata;
  expect(await metadata('p49')).toEqual({ stock: 1_000 });
  expect(await metadata('p50')).toEqual({ stock: 50 });
  expect((await lab.settledIds(collection)).length).toBe(400);
});

it('compares a row with what an earlier one of the same feed makes of its item', async () => {
  const { collection, write } = await lab.fresh();
  const jobs = await lab.start();
  const run = async (rows: readonly string[]) => {
    await write('feed.csv', ['id,title', ...rows].join('\n'));
    const { id } = await jobs.create({
      tenant,
      collection,
      source: { type: 'csv', path: `${collection}/feed.csv` },
    });
    return lab.until(jobs, id, inState('completed'));
  };
  await run(['a,red', ...numbers(60).map((n) => `b${n},blue`)]);
  const others = (from: number, to: number) =>
    numbers(60)
      .slice(from, to)
      .map((n) => `b${n},blue`);
  for (const between of [0, 3, 40]) {
    const rows = ['a,green', ...others(0, between), 'a,red', ...others(between, 60)];
    expect(await run(rows)).toMatchObject({ updated: 1, unchanged: 60, failed: 1 });
    const { captions } = (await lab.platform.ledger.items.get({ tenant, collection, id: 'a' }))!;
    expect(captions).toEqual(['green']);
    await run(['a,red']);
  }
});

it('knows after a break which ids wait for a worker', async () => {
  const { collection } = await lab.fresh();
  const { ledger } = lab.platform;
  const { id } = await ledger.jobs.create({
    tenant,
    collection,
    source: { type: 'csv', path: 'x.csv' },
    duplicates: 'update',
  });
  const entries = ['a', 'b'].map((name, ordinal) => ({
    ordinal,
    id: name,
    captions: ['x'],
    metadata: {},
    where: `line ${ordinal}`,
  }));
  await ledger.chunks.add(id, { seq: 0, entries, failures: [], nextOrdinal: 2 });
  const waiting = await WaitingIds.of(ledger, (await ledger.jobs.get(tenant, id))!);
  expect(['a', 'b', 'c'].map((name) => waiting.has(name))).toEqual([true, true, false]);
  for (const seq of numbers(100)) waiting.add(seq + 2, [{ id: `later ${seq}` }]);
  expect(waiting.has('later 99')).toBe(true);
  await waiting.prune();
  expect([waiting.has('a'), waiting.has('later 99')]).toEqual([true, false]);
  await ledger.jobs.transition(tenant, id, ['queued'], 'cancelled');
  await ledger.chunks.discard(id);
});

it('takes new metadata alone, and leaves the rest of the item as it is', async () => {
  const source = await lab.fresh();
  const { collection, write } = source;
  await oldPictures(source, [0]);
  await write('all.jsonl', '{"id":"a","image":"0.png","caption":"red","metadata":{"price":1,"brand":"x"}}');
  await write(
    'prices.jsonl',
    '{"id":"a","metadata":{"price":2,"brand":"x"}}\n{"id":"b","metadata":{"price":3}}',
  );
  const { encoder, counts } = countingEncoder(lab.platform.encoder);
  const jobs = await lab.start({ encoder });
  const run = async (file: string) => {
    const { id } = await jobs.create({
      tenant,
      collection,
      source: { type: 'jsonl', path: `${collection}/${file}` },
    });
    return lab.until(jobs, id, inState('completed'));
  };
  await run('all.jsonl');
  counts.pictures = counts.texts = 0;
  const job = await run('prices.jsonl');
  expect(job).toMatchObject({ updated: 1, failed: 1 });
  expect(await jobs.failures(tenant, job.id, undefined, 10)).toMatchObject([{ id: 'b', code: 'item_empty' }]);
  expect(counts).toEqual({ pictures: 0, texts: 0 });
  expect(await lab.platform.ledger.items.get({ tenant, collection, id: 'a' })).toMatchObject({
    captions: ['red'],
    imageType: 'image/png',
    metadata: { price: 2, brand: 'x' },
  });
  expect(await lab.settledIds(collection)).toEqual(['a']);
});

it('lists an id that comes twice, and keeps two products with one picture apart', async () => {
  const source = await lab.fresh();
  const { collection, write } = source;
  await oldPictures(source, [0, 1]);
  const rows = [
    ['twice', '0.png', 'one'],
    ...numbers(20).map((n) => [`other${n}`, '0.png', 'x']),
    ['twice', '1.png', 'two'],
    ['', '1.png', 'sku-a'],
    ['', '1.png', 'sku-b'],
  ];
  await write('list.csv', ['id,image,sku', ...rows.map((row) => row.join(','))].join('\n'));
  const jobs = await lab.start();
  const run = async () => {
    const { id } = await jobs.create({
      tenant,
      collection,
      source: { type: 'csv', path: `${collection}/list.csv` },
    });
    return lab.until(jobs, id, inState('completed'));
  };
  const job = await run();
  expect(job).toMatchObject({ total: 24, added: 23, failed: 1 });
  expect(await jobs.failures(tenant, job.id, undefined, 10)).toMatchObject([
    { id: 'twice', code: 'entry_id_repeated' },
  ]);
  const stored = await lab.platform.ledger.items.page(tenant, collection, undefined, 100);
  const skus = stored.map(({ metadata }) => metadata.sku);
  expect(skus).toEqual(expect.arrayContaining(['sku-a', 'sku-b']));
  expect(skus.filter((sku) => sku === 'one' || sku === 'two')).toHaveLength(1);
  expect(await run()).toMatchObject({ added: 0, unchanged: 23 });
});
