import { openProxy, SERVERS, type Proxy } from '@unseen/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startPostgres } from '../scripts/servers/postgres.ts';
import { startRedis } from '../scripts/servers/redis.ts';
import { startS3 } from '../scripts/servers/s3.ts';
import type { TestServer } from '../scripts/servers/server-process.ts';
import { Load } from './support/load.ts';
import { caddy, Replicated, type ServiceName } from './support/replicated.ts';

/** Seconds a server stays away; `DOWN_SECONDS=30` for the long run. */
const DOWN_SECONDS = Number(process.env['DOWN_SECONDS'] ?? 5);
const WAIT = { timeout: 300_000, interval: 100 };
const { postgres: anyPostgres, redis: anyRedis, s3: anyS3, qdrant } = SERVERS;
const installed = ![anyPostgres, anyRedis, anyS3, qdrant, caddy].includes(undefined);

describe.skipIf(!installed)('the loss of one part, through the gateway, with pictures', () => {
  let postgres: TestServer;
  let redis: TestServer;
  let s3: TestServer;
  let toQdrant: Proxy;
  let platform: Replicated;
  let load: Load;
  beforeAll(async () => {
    const started = await Promise.all([startPostgres(), startRedis(), startS3()]);
    [postgres, redis, s3] = started as [TestServer, TestServer, TestServer];
    toQdrant = await openProxy(qdrant!);
    const addresses = { postgres: postgres.url, redis: redis.url, s3: s3.url, qdrant: toQdrant.url };
    platform = await Replicated.start(addresses);
  }, 1_800_000);
  afterEach(() => load?.stop());
  afterAll(async () => {
    await platform?.dispose();
    await toQdrant?.close();
    await Promise.all([postgres, redis, s3].map((server) => server?.remove()));
  });

  /** Lets something go wrong under load, waits until all works again, and settles the account. */
  async function survives(name: string, fault: () => Promise<unknown>): Promise<Load> {
    load = new Load(platform, name, { pictures: true });
    load.start();
    await vi.waitUntil(() => load.acknowledged > 3, WAIT);
    await fault();
    const over = performance.now();
    await vi.waitUntil(() => load.works(), WAIT);
    const recovered = performance.now() - over;
    const enough = load.acknowledged + 3;
    await vi.waitUntil(() => load.acknowledged > enough, WAIT);
    await load.stop();
    await load.account();
    process.stdout.write(`${name}: works after ${Math.round(recovered)} ms; ${load.summary}\n`);
    return load;
  }
  const nothingRefused = { refusals: [], searchRefusals: [] };

  it.each(['query', 'ingestion', 'worker'] satisfies ServiceName[])(
    'kill -9 of one %s, and its restart: nothing is refused',
    async (name) => {
      const outcome = await survives(`killed-${name}`, async () => {
        const [one] = platform.replicas[name];
        await one!.stop('SIGKILL');
        await sleep(DOWN_SECONDS * 1_000);
        await one!.start();
      });
      expect(outcome).toMatchObject(nothingRefused);
    },
  );

  it('every replica restarted in turn: nothing is refused', async () => {
    const outcome = await survives('rolled', async () => {
      for (const name of ['ingestion', 'query', 'worker'] as const) {
        for (const replica of platform.replicas[name]) {
          expect(await replica.stop('SIGTERM')).toBe(0);
          await replica.start();
        }
      }
    });
    expect(outcome).toMatchObject(nothingRefused);
  });

  it('the only admin restarted: items and searches go on', async () => {
    const outcome = await survives('admin', async () => {
      const [admin] = platform.replicas.admin;
      await admin!.stop('SIGKILL');
      await sleep(DOWN_SECONDS * 1_000);
      await admin!.start();
    });
    expect(outcome).toMatchObject(nothingRefused);
  });

  it('Redis killed and started again: nothing is refused', async () => {
    const outcome = await survives('redis', async () => {
      await redis.stop('SIGKILL');
      await sleep(DOWN_SECONDS * 1_000);
      await redis.start();
    });
    expect(outcome).toMatchObject(nothingRefused);
  });

  it(`the S3 store down for ${DOWN_SECONDS} s: uploads wait for it, or are told when to come back`, async () => {
    const outcome = await survives('s3', async () => {
      await s3.stop('SIGKILL');
      await sleep(DOWN_SECONDS * 1_000);
      await s3.start();
    });
    expect(outcome.refusals.filter((refusal) => refusal !== '503 blob_store_unavailable')).toEqual([]);
    expect(outcome).toMatchObject({ searchRefusals: [], withoutRetryAfter: 0 });
  });

  it(`Postgres down for ${DOWN_SECONDS} s: searches go on, uploads are told when to come back`, async () => {
    const outcome = await survives('postgres', async () => {
      await postgres.stop('SIGQUIT');
      await sleep(DOWN_SECONDS * 1_000);
      await postgres.start();
    });
    expect(new Set(outcome.refusals)).toEqual(new Set(['503 ledger_unavailable']));
    expect(outcome).toMatchObject({ searchRefusals: [], withoutRetryAfter: 0 });
  });

  it(`Qdrant cut off for ${DOWN_SECONDS} s: what is refused is told when to come back`, async () => {
    const outcome = await survives('qdrant', async () => {
      toQdrant.cut();
      await vi.waitUntil(() => load.searchRefusals.length > 0, WAIT);
      await sleep(DOWN_SECONDS * 1_000);
      toQdrant.restore();
    });
    expect(outcome.refusals.filter((refusal) => refusal !== '503 vector_store_unavailable')).toEqual([]);
    expect(new Set(outcome.searchRefusals)).toEqual(new Set(['503 vector_store_unavailable']));
    expect(outcome.withoutRetryAfter).toBe(0);
  });
});
