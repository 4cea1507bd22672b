import { mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import {
  AppError,
  VectorStore,
  type JobSource,
  type JobState,
  type Queue,
  type VectorPoint,
  type VectorSpaceKey,
} from '@unseen/contracts';
import { openPgBossQueue } from '@unseen/queue';
import { pack as tarPack } from 'tar-stream';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { JobView } from './job-view.ts';
import type { JobRunner } from './job-runner.ts';
import { openIngest, type IngestOptions } from '../open-ingest.ts';
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts';
import { png } from '../testing/png.ts';

const tenant = 't';
let platform: TestPlatform;
let nextName = 0;
/** What the test has running. */
let running: { jobs: JobRunner; queue: Queue } | undefined;

beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform.close());
afterEach(() => stopJobs());

/** A folder below the import root and a collection, both new. */
async function fresh(): Promise<{
  collection: string;
  write: (path: string, content: string | Uint8Array) => Promise<void>;
}> {
  const collection = `c${nextName++}`;
  const write = async (path: string, content: string | Uint8Array) => {
    const file = join(platform.importRoot, collection, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  };
  return { collection, write };
}

/** So many different small pictures. */
async function pictures(
  write: (path: string, content: Uint8Array) => Promise<void>,
  count: number,
): Promise<void> {
  for (let n = 0; n < count; n++) await write(`${String(n).padStart(4, '0')}.png`, picture(n));
}

const picture = (n: number): Buffer => png([n % 256, (n * 7) % 256, (n * 31) % 256], 16, 16, `picture ${n}`);

/** A runner on the platform, with a queue of its own as after a start. */
async function openJobs(options: Partial<IngestOptions> = {}): Promise<JobRunner> {
  const queue = openPgBossQueue({
    database: platform.ledger.embedded,
    pollSeconds: 0.1,
    retryDelaySeconds: 1,
  });
  await queue.start();
  const { jobs } = await openIngest({
    ...platform,
    queue,
    chunkSize: 8,
    reconcileSeconds: 1,
    ...options,
  });
  await jobs.start();
  running = { jobs, queue };
  return jobs;
}

async function stopJobs(): Promise<void> {
  const { jobs, queue } = running ?? {};
  running = undefined;
  await jobs?.stop();
  await queue?.stop();
}

/** Waits until the job satisfies a condition; every state on the way is handed to `seen`. */
async function until(
  jobs: JobRunner,
  id: string,
  condition: (job: JobView) => boolean,
  seen: (job: JobView) => void = () => undefined,
): Promise<JobView> {
  for await (const job of jobs.events(tenant, id)) {
    seen(job);
    if (condition(job)) return job;
  }
  throw new Error('The job ended before the condition came true.');
}

const inState = (state: JobState) => (job: JobView) => job.state === state;
const space = (collection: string): VectorSpaceKey => ({
  tenant,
  collection,
  pack: platform.encoder.pack.id,
});

/** Ledger and vector store agree on exactly these items, with the same content. */
async function expectItems(collection: string, ids: readonly string[]): Promise<void> {
  const rows = await platform.ledger.items.page(tenant, collection, undefined, 10_000);
  const points = await platform.store.page(space(collection), 10_000);
  expect(rows.map((row) => row.id)).toEqual([...ids].sort());
  expect(rows.every((row) => row.state === 'indexed')).toBe(true);
  expect(new Map(points.map((point) => [point.itemId, point.contentHash]))).toEqual(
    new Map(rows.map((row) => [row.id, row.contentHash])),
  );
  expect(points).toHaveLength(rows.length);
}

const names = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `${String(n).padStart(4, '0')}.png`);

describe('a bulk job', () => {
  it('takes in what is sound, lists what is not, and says how far it is', async () => {
    const { collection, write } = await fresh();
    await pictures(write, 40);
    await write('0003.png', 'not a picture');
    await write('0017.png', picture(17).subarray(0, 70));
    await write('0020.png', '');
    await write('0030.txt', 'a red thing');
    const jobs = await openJobs();
    const created = await jobs.create({ tenant, collection, source: { type: 'folder', path: collection } });
    expect(created).toMatchObject({ state: 'queued', total: null, done: 0 });

    const progress: number[] = [];
    const job = await until(jobs, created.id, inState('completed'), ({ done }) => progress.push(done));
    expect(job).toMatchObject({ total: 40, done: 37, failed: 3, skipped: 0, etaSeconds: 0, error: null });
    expect(job.itemsPerSecond).toBeGreaterThan(0);
    expect(progress.length).toBeGreaterThan(2);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));

    const failures = await jobs.failures(tenant, job.id, undefined, 10);
    expect(failures.map(({ ordinal, id, code }) => [ordinal, id, code])).toEqual([
      [3, '0003.png', 'image_unsupported'],
      [17, '0017.png', 'image_corrupt'],
      [20, '0020.png', 'image_empty'],
    ]);
    expect(await jobs.failures(tenant, job.id, 3, 1)).toEqual([failures[1]]);
    await expectItems(
      collection,
      names(40).filter((_, n) => ![3, 17, 20].includes(n)),
    );
    expect(await platform.ledger.items.get({ tenant, collection, id: '0030.png' })).toMatchObject({
      captions: ['a red thing'],
      jobId: job.id,
      imageType: 'image/png',
      width: 16,
    });
    await expect(jobs.get('other', job.id)).rejects.toMatchObject({ code: 'job_not_found' });
  });

  it('reads every kind of source', async () => {
    const { collection, write } = await fresh();
    await pictures(write, 6);
    await write('list.csv', 'id,image,caption,price\na,0000.png,red,1.5\nb,none.png,x,2\n,,only words,3\n');
    await write('list.jsonl', '{"id":"c","image":"0001.png"}\n{"broken\n');
    await write(
      'coco.json',
      JSON.stringify({
        images: [
          { id: 1, file_name: '0002.png' },
          { id: 2, file_name: 'away.png' },
        ],
        annotations: [
          { image_id: 1, caption: 'one' },
          { image_id: 1, caption: 'two' },
        ],
      }),
    );
    await write('token.txt', '0003.png#0\tfirst\n0003.png#1\tsecond\n');
    await write(
      'k.json',
      JSON.stringify({ images: [{ filename: '0004.png', split: 'test', sentences: [{ raw: 'k' }] }] }),
    );
    const tar = tarPack();
    tar.entry({ name: 'in/5.png' }, picture(5));
    tar.finalize();
    await write('x.tar', await buffer(tar));
    const sources: [JobSource, number, number][] = [
      [{ type: 'csv', path: `${collection}/list.csv` }, 2, 1],
      [{ type: 'jsonl', path: `${collection}/list.jsonl` }, 1, 1],
      [{ type: 'coco', path: collection, annotations: `${collection}/coco.json` }, 1, 1],
      [{ type: 'flickr', path: collection, annotations: `${collection}/token.txt` }, 1, 0],
      [{ type: 'karpathy', path: collection, annotations: `${collection}/k.json`, split: 'test' }, 1, 0],
      [{ type: 'archive', path: `${collection}/x.tar` }, 1, 0],
    ];
    const jobs = await openJobs();
    for (const [source, done, failed] of sources) {
      const { id } = await jobs.create({ tenant, collection, source });
      expect(await until(jobs, id, inState('completed'))).toMatchObject({
        done,
        failed,
        total: done + failed,
      });
    }
    const rows = await platform.ledger.items.page(tenant, collection, undefined, 100);
    expect(rows.filter((row) => !/^[0-9a-f]{32}$/.test(row.id)).map((row) => [row.id, row.captions])).toEqual(
      [
        ['0002.png', ['one', 'two']],
        ['0003.png', ['first', 'second']],
        ['0004.png', ['k']],
        ['a', ['red']],
        ['c', []],
        ['in/5.png', []],
      ],
    );
    await expectItems(
      collection,
      rows.map((row) => row.id),
    );
  });

  it('refuses a bad source when it is created', async () => {
    const jobs = await openJobs();
    const { collection, write } = await fresh();
    await write('empty.csv', '');
    for (const [source, code] of [
      [{ type: 'folder', path: '../x' }, 'source_outside_root'],
      [{ type: 'folder', path: 'none' }, 'source_not_found'],
      [{ type: 'csv', path: `${collection}/empty.csv` }, 'source_invalid'],
    ] as const) {
      await expect(jobs.create({ tenant, collection, source })).rejects.toMatchObject({ code });
    }
    await expect(
      jobs.create({ tenant, collection: 'No', source: { type: 'folder', path: collection } }),
    ).rejects.toMatchObject({ code: 'collection_invalid' });
  });

  it('leaves taken ids alone or replaces them', async () => {
    const { collection, write } = await fresh();
    await write(
      'list.jsonl',
      ['one', 'two', 'one', 'three']
        .map((caption, n) => JSON.stringify({ id: `i${n % 3}`, caption }))
        .join('\n'),
    );
    const source = { type: 'jsonl', path: `${collection}/list.jsonl` } as const;
    const jobs = await openJobs();
    const run = async (duplicates: 'skip' | 'replace') => {
      const { id } = await jobs.create({ tenant, collection, source, duplicates });
      return until(jobs, id, inState('completed'));
    };
    const captions = async () =>
      (await platform.ledger.items.page(tenant, collection, undefined, 10)).map((row) => row.captions[0]);
    // i0 comes twice: once "one", once "three".
    expect(await run('skip')).toMatchObject({ done: 3, skipped: 1, total: 4 });
    expect(await captions()).toEqual(['one', 'two', 'one']);
    expect(await run('skip')).toMatchObject({ done: 0, skipped: 4 });
    // Only i0 differs from what is stored; its last line wins.
    expect(await run('replace')).toMatchObject({ done: 1, skipped: 3 });
    expect(await captions()).toEqual(['three', 'two', 'one']);
    await expectItems(collection, ['i0', 'i1', 'i2']);
  });

  it('plans only so far ahead', async () => {
    const { collection, write } = await fresh();
    await write(
      'list.jsonl',
      Array.from({ length: 200 }, (_, n) => `{"id":"i${n}","caption":"item ${n}"}`).join('\n'),
    );
    const jobs = await openJobs({ maxPendingChunks: 3, chunkConcurrency: 1 });
    const { id } = await jobs.create({
      tenant,
      collection,
      source: { type: 'jsonl', path: `${collection}/list.jsonl` },
    });
    let most = 0;
    for await (const job of jobs.events(tenant, id)) {
      most = Math.max(most, job.planned - job.done);
      expect([null, 200]).toContain(job.total);
    }
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(4 * 8);
    await expectItems(
      collection,
      Array.from({ length: 200 }, (_, n) => `i${n}`),
    );
  });
});

describe('a job under way', () => {
  it('rests while it is paused and goes on where it was', async () => {
    const { collection, write } = await fresh();
    await pictures(write, 120);
    const jobs = await openJobs({ maxPendingChunks: 2, chunkConcurrency: 1 });
    const { id } = await jobs.create({ tenant, collection, source: { type: 'folder', path: collection } });
    await until(jobs, id, (job) => job.done > 0);
    expect(await jobs.pause(tenant, id)).toMatchObject({ state: 'paused', etaSeconds: null });
    await expect(jobs.pause(tenant, id)).rejects.toMatchObject({ code: 'job_state_conflict' });
    // One chunk may have been in the works; after it, nothing moves although the queue is drained.
    const stats = async () => running!.queue.stats('ingest.chunk');
    while ((await stats()).waiting + (await stats()).active > 0) await jobs.reconcile();
    const resting = await jobs.get(tenant, id);
    expect(resting.done).toBeLessThan(120);
    expect(resting.state).toBe('paused');

    expect(await jobs.resume(tenant, id)).toMatchObject({ state: 'running' });
    expect(await until(jobs, id, inState('completed'))).toMatchObject({ done: 120, failed: 0, skipped: 0 });
    await expectItems(collection, names(120));
  });

  it('ends when it is cancelled; what is there stays, complete', async () => {
    const { collection, write } = await fresh();
    await pictures(write, 120);
    const jobs = await openJobs({ maxPendingChunks: 4, chunkConcurrency: 2 });
    const { id } = await jobs.create({ tenant, collection, source: { type: 'folder', path: collection } });
    await until(jobs, id, (job) => job.done > 0);
    expect(await jobs.cancel(tenant, id)).toMatchObject({ state: 'cancelled', etaSeconds: 0 });
    await stopJobs();
    const { done } = await jobs.get(tenant, id);
    expect(done).toBeLessThan(120);
    expect(await platform.ledger.items.count(tenant, collection)).toBe(done);
    expect(await platform.store.count(space(collection))).toBe(done);
    expect(await platform.ledger.chunks.pendingCount(id)).toBe(0);
    await expect(jobs.resume(tenant, id)).rejects.toMatchObject({ code: 'job_state_conflict' });
    await expect(jobs.retry(tenant, id)).rejects.toMatchObject({ code: 'job_state_conflict' });
  });

  it('goes on after a stop, at the next start', async () => {
    const { collection, write } = await fresh();
    await pictures(write, 120);
    const first = await openJobs({ maxPendingChunks: 2, chunkConcurrency: 1 });
    const { id } = await first.create({ tenant, collection, source: { type: 'folder', path: collection } });
    await until(first, id, (job) => job.done > 0);
    await stopJobs();
    expect((await first.get(tenant, id)).state).toBe('running');
    const second = await openJobs();
    expect(await until(second, id, inState('completed'))).toMatchObject({ done: 120, failed: 0, skipped: 0 });
    await expectItems(collection, names(120));
  });

  it('tries failed entries again when asked', async () => {
    const { collection, write } = await fresh();
    await pictures(write, 20);
    await rm(join(platform.importRoot, collection, '0005.png'));
    await write('0006.png', 'broken');
    const lines = names(20).map((name) => `{"id":"${name}","image":"${name}"}`);
    await write('list.jsonl', [...lines, 'no json'].join('\n'));
    const jobs = await openJobs();
    const { id } = await jobs.create({
      tenant,
      collection,
      source: { type: 'jsonl', path: `${collection}/list.jsonl` },
    });
    expect(await until(jobs, id, inState('completed'))).toMatchObject({ done: 18, failed: 3 });
    await write('0005.png', picture(5));
    expect(await jobs.retry(tenant, id)).toMatchObject({ state: 'running', failed: 1 });
    expect(await until(jobs, id, inState('completed'))).toMatchObject({ done: 19, failed: 2, total: 21 });
    expect((await jobs.failures(tenant, id, undefined, 10)).map((failure) => failure.id)).toEqual([
      '0006.png',
      'line 21',
    ]);
    await expectItems(
      collection,
      names(20).filter((name) => name !== '0006.png'),
    );
  });
});

describe('trouble', () => {
  it('fails a job whose source breaks off, after taking in what came before; retry reads on', async () => {
    const { collection, write } = await fresh();
    const tar = tarPack();
    for (let n = 0; n < 20; n++) tar.entry({ name: `${n}.png` }, picture(n));
    tar.finalize();
    const whole = await buffer(tar);
    await write('x.tar', whole);
    const file = join(platform.importRoot, collection, 'x.tar');
    await truncate(file, 1024 * 17 + 600);
    const jobs = await openJobs();
    const { id } = await jobs.create({
      tenant,
      collection,
      source: { type: 'archive', path: `${collection}/x.tar` },
    });
    const failed = await until(jobs, id, inState('failed'));
    expect(failed.error).toMatchObject({ code: 'source_invalid' });
    expect(failed.done).toBe(16);

    await writeFile(file, whole);
    await jobs.retry(tenant, id);
    expect(await until(jobs, id, inState('completed'))).toMatchObject({ done: 20, failed: 0, error: null });
    await expectItems(
      collection,
      Array.from({ length: 20 }, (_, n) => `${n}.png`),
    );
  });

  it('waits for a vector store that is away, and loses nothing', async () => {
    const { collection, write } = await fresh();
    await pictures(write, 30);
    const store = new FlakyStore(platform.store);
    const jobs = await openJobs({ store });
    store.away = 3;
    const { id } = await jobs.create({ tenant, collection, source: { type: 'folder', path: collection } });
    expect(await until(jobs, id, inState('completed'))).toMatchObject({ done: 30, failed: 0 });
    expect(store.away).toBe(0);
    await expectItems(collection, names(30));
  });

  it('tries the pictures of a chunk that keeps failing out of harm’s way, and goes on', async () => {
    const { collection, write } = await fresh();
    await pictures(write, 5);
    const jobs = await openJobs({ chunkConcurrency: 1 });
    const { id } = await platform.ledger.jobs.create({
      tenant,
      collection,
      source: { type: 'folder', path: collection },
      duplicates: 'skip',
    });
    const entries = names(5).map((name, ordinal) => ({
      ordinal,
      id: name,
      image: { kind: 'file' as const, path: `${collection}/${name}` },
      captions: [],
      metadata: {},
    }));
    // As four processes that died left it.
    await platform.ledger.chunks.add(id, { seq: 0, entries, failures: [], nextOrdinal: 5 });
    for (let n = 0; n < 4; n++) await platform.ledger.chunks.beginAttempt(id, 0);
    await jobs.reconcile();
    expect(await until(jobs, id, inState('completed'))).toMatchObject({ done: 5, failed: 0 });
    await expectItems(collection, names(5));
  });
});

/** A real store that is away for so many writes. */
class FlakyStore extends VectorStore {
  away = 0;
  readonly #store: VectorStore;

  constructor(store: VectorStore) {
    super();
    this.#store = store;
  }

  async upsert(key: VectorSpaceKey, points: readonly VectorPoint[]): Promise<void> {
    if (this.away > 0) {
      this.away -= 1;
      throw new AppError('vector_store_unavailable', 'away');
    }
    return this.#store.upsert(key, points);
  }

  ensureSpace: VectorStore['ensureSpace'] = (...args) => this.#store.ensureSpace(...args);
  dropSpace: VectorStore['dropSpace'] = (...args) => this.#store.dropSpace(...args);
  hasSpace: VectorStore['hasSpace'] = (...args) => this.#store.hasSpace(...args);
  delete: VectorStore['delete'] = (...args) => this.#store.delete(...args);
  search: VectorStore['search'] = (...args) => this.#store.search(...args);
  read: VectorStore['read'] = (...args) => this.#store.read(...args);
  count: VectorStore['count'] = (...args) => this.#store.count(...args);
  page: VectorStore['page'] = (...args) => this.#store.page(...args);
  optimize: VectorStore['optimize'] = (...args) => this.#store.optimize(...args);
  ping: VectorStore['ping'] = () => this.#store.ping();
  close: VectorStore['close'] = () => this.#store.close();
}
