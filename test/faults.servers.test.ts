import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openProxy, SERVERS, wipeRedis, type Proxy } from '@unseen/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startPostgres } from '../scripts/servers/postgres.ts';
import { startRedis } from '../scripts/servers/redis.ts';
import { startS3 } from '../scripts/servers/s3.ts';
import type { TestServer } from '../scripts/servers/server-process.ts';
import { pictureFolder } from './support/collections.ts';
import { Distributed } from './support/distributed.ts';
import { Load } from './support/load.ts';

/** Seconds a server stays away; `DOWN_SECONDS=30` for the long run. */
const DOWN_SECONDS = Number(process.env['DOWN_SECONDS'] ?? 5);
/** How often a worker is killed; `WORKER_KILLS=50` for the long run. */
const WORKER_KILLS = Number(process.env['WORKER_KILLS'] ?? 4);
/** Seconds after which everything must work again. */
const RECOVERY_SECONDS = 10;
const PICTURES = 160;

const { postgres: anyPostgres, redis: anyRedis, s3: anyS3, qdrant } = SERVERS;
const installed = ![anyPostgres, anyRedis, anyS3, qdrant].includes(undefined);

describe.skipIf(!installed)('with load running, nothing acknowledged is lost or doubled', () => {
  let postgres: TestServer;
  let redis: TestServer;
  let s3: TestServer;
  /** The only way to Qdrant: its server is whoever's it is, and stays up. */
  let toQdrant: Proxy;
  let platform: Distributed;
  let names: string[];
  let load: Load | undefined;
  beforeAll(async () => {
    const started = await Promise.all([startPostgres(), startRedis(), startS3()]);
    [postgres, redis, s3] = started as [TestServer, TestServer, TestServer];
    toQdrant = await openProxy(qdrant!);
    platform = await Distributed.start({
      postgres: postgres.url,
      redis: redis.url,
      s3: s3.url,
      qdrant: toQdrant.url,
    });
    await mkdir(join(platform.dataDir, 'import'), { recursive: true });
    names = await pictureFolder(join(platform.dataDir, 'import/all'), PICTURES);
  });
  afterEach(() => load?.stop());
  afterAll(async () => {
    await platform?.dispose();
    await toQdrant?.close();
    await Promise.all([postgres, redis, s3].map((server) => server?.remove()));
  });

  /** Runs a bulk job and a stream of single items, lets something go wrong meanwhile, and settles the account. */
  async function survives(collection: string, fault: (progress: () => Promise<number>) => Promise<void>) {
    const started = new Load(platform, `${collection}-singles`);
    load = started;
    started.start();
    const body = { collection, source: { type: 'folder', path: 'all' } };
    const { id } = await platform.json(202, 'POST', '/v1/jobs', body);
    const read = () => platform.json(200, 'GET', `/v1/jobs/${id}`) as Promise<Job>;
    await vi.waitUntil(async () => (await read()).done > 0, { timeout: 300_000, interval: 50 });
    await fault(async () => (await read()).done);
    const over = performance.now();
    await vi.waitUntil(() => started.works(), { timeout: RECOVERY_SECONDS * 1000, interval: 100 });
    const recovered = performance.now() - over;
    let job: Job | undefined;
    await vi.waitUntil(
      async () => {
        job = await read();
        return job.state !== 'running' && job.state !== 'queued';
      },
      { timeout: 300_000, interval: 200 },
    );
    await started.stop();
    expect(job).toMatchObject({ state: 'completed', total: PICTURES, failed: 0 });
    expect(job!.done + job!.skipped).toBe(PICTURES);
    const search = { collection, text: 'face', limit: 200, candidates: 1000, cutoff: 'off' };
    const { hits } = await platform.json(200, 'POST', '/v1/search', search);
    expect(hits.map((hit: { id: string }) => hit.id).sort()).toEqual(names);
    await started.account();
    process.stdout.write(`${collection}: works after ${Math.round(recovered)} ms; ${started.summary}\n`);
  }

  it(`kill -9 of a worker, ${WORKER_KILLS} times`, { timeout: 600_000 + WORKER_KILLS * 20_000 }, async () => {
    await survives('killed', async () => {
      for (let kill = 0; kill < WORKER_KILLS; kill++) {
        const worker = platform.workers[kill % 2]!;
        await sleep(Math.random() * 1_000);
        await worker.stop('SIGKILL');
        await worker.start();
      }
    });
    expect(load).toMatchObject({ refusals: [], searchRefusals: [] });
  });

  it('Redis restarted', async () => {
    await survives('redis-restarted', async () => {
      await redis.stop();
      await sleep(1_000);
      await redis.start();
    });
    // Nothing a single item needs is in Redis.
    expect(load).toMatchObject({ refusals: [], searchRefusals: [] });
  });

  it('Redis wiped', async () => {
    await survives('redis-wiped', async () => {
      for (let wipe = 0; wipe < 2; wipe++) {
        await wipeRedis(platform.redis);
        await sleep(1_000);
      }
    });
    expect(load).toMatchObject({ refusals: [], searchRefusals: [] });
  });

  it(`Postgres down for ${DOWN_SECONDS} s`, async () => {
    await survives('postgres-down', async () => {
      await postgres.stop();
      await sleep(DOWN_SECONDS * 1000);
      await postgres.start();
    });
    expect(new Set(load!.refusals)).toEqual(new Set(['503 ledger_unavailable']));
    // Searches go on from what is known.
    expect(load!.searchRefusals).toEqual([]);
  });

  it(`the S3 store down for ${DOWN_SECONDS} s`, async () => {
    await survives('s3-down', async () => {
      await s3.stop();
      await sleep(DOWN_SECONDS * 1000);
      await s3.start();
    });
    expect(load).toMatchObject({ refusals: [], searchRefusals: [] });
  });

  it.each([
    ['down', 'cut'],
    ['hanging', 'stall'],
  ] as const)(`Qdrant %s for ${DOWN_SECONDS} s`, { timeout: 300_000 }, async (name, state) => {
    await survives(`qdrant-${name}`, async () => {
      toQdrant[state]();
      await vi.waitUntil(() => load!.searchRefusals.length > 0, { timeout: 300_000 });
      await sleep(DOWN_SECONDS * 1000);
      toQdrant.restore();
    });
    // A write waits for a store that is away for a moment.
    expect(load!.refusals.filter((refusal) => refusal !== '503 vector_store_unavailable')).toEqual([]);
    expect(new Set(load!.searchRefusals)).toEqual(new Set(['503 vector_store_unavailable']));
  });

  it('a worker frozen for longer than its lock', async () => {
    await survives('frozen', async () => {
      const [worker] = platform.workers;
      worker!.signal('SIGSTOP');
      await sleep(22_000);
      worker!.signal('SIGCONT');
    });
    expect(load).toMatchObject({ refusals: [], searchRefusals: [] });
  });

  it('SIGTERM of a worker: it finishes what it has begun, and nothing is done again', async () => {
    await survives('drained', async () => {
      const [worker] = platform.workers;
      expect(await worker!.stop('SIGTERM')).toBe(0);
      expect(worker!.log).not.toMatch(/error/i);
      await worker!.start();
    });
    expect(load).toMatchObject({ refusals: [], searchRefusals: [] });
  });

  interface Job {
    readonly state: string;
    readonly done: number;
    readonly failed: number;
    readonly skipped: number;
  }
});
