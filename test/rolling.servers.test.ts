import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SERVERS } from '@unseen/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pictureFolder } from './support/collections.ts';
import { Collector } from './support/collector.ts';
import { Distributed } from './support/distributed.ts';
import { Load } from './support/load.ts';
import type { ServiceProcess } from './support/service-process.ts';

const { postgres, redis, s3, qdrant } = SERVERS;
/** Pictures a chunk of a job holds. */
const CHUNK = 64;
/** More than two workers can have in the works at once: three chunks each. */
const PICTURES = 8 * CHUNK;

describe.skipIf([postgres, redis, s3, qdrant].includes(undefined))('a rolling update under load', () => {
  let platform: Distributed;
  let collector: Collector;
  let load: Load | undefined;
  let job: Job;

  beforeAll(async () => {
    collector = await Collector.start();
    const servers = { postgres: postgres!, redis: redis!, s3: s3!, qdrant: qdrant! };
    platform = await Distributed.start(servers, {
      UNSEEN_OTLP_ENDPOINT: collector.url,
      // However slow the machine: what is begun is finished.
      UNSEEN_DRAIN_SECONDS: '600',
    });
    await mkdir(join(platform.dataDir, 'import'), { recursive: true });
    await pictureFolder(join(platform.dataDir, 'import/all'), PICTURES);
  });
  afterAll(async () => {
    await load?.stop();
    await platform?.dispose();
    await collector?.stop();
  });

  const readJob = async () => {
    job = (await platform.json(200, 'GET', `/v1/jobs/${job.id}`)) as Job;
    return job;
  };

  /** Pictures a worker has decoded since it started. */
  async function decoded(worker: ServiceProcess): Promise<number> {
    const text = await (await fetch(`${worker.url}/metrics`)).text();
    const line = /^unseen_stage_seconds_count\{pipeline="ingest",stage="decode"\} (\d+)/m.exec(text);
    return Number(line?.[1] ?? 0);
  }

  it('drops no request and does no work twice', { timeout: 1_800_000 }, async () => {
    load = new Load(platform, 'singles');
    load.start();
    const body = { collection: 'all', source: { type: 'folder', path: 'all' } };
    job = (await platform.json(202, 'POST', '/v1/jobs', body)) as Job;
    // In the middle of a chunk each, and far from the end of the job.
    for (const worker of platform.workers) {
      await expect.poll(() => decoded(worker), { interval: 20 }).toBeGreaterThan(0);
    }
    expect((await readJob()).done).toBeLessThan(PICTURES);
    expect(await Promise.all(platform.workers.map((worker) => worker.stop('SIGTERM')))).toEqual([0, 0]);
    // A pool of two has at most six chunks in the works: there is something left to do.
    expect((await readJob()).state).toBe('running');
    await Promise.all(platform.workers.map((worker) => worker.start()));
    for (const name of ['ingestion', 'query', 'admin'] as const) expect(await platform.roll(name)).toBe(0);
    await load.stop();
    await expect.poll(async () => (await readJob()).state, { timeout: 1_200_000 }).toBe('completed');
    expect(load.refusals).toEqual([]);
    await load.account();
    expect(job).toMatchObject({ total: PICTURES, done: PICTURES, failed: 0, skipped: 0 });
    // Every process sends the last of its spans before it ends.
    expect(await platform.stop('SIGTERM')).toBe(0);
    const decodes = collector.named('ingest decode');
    expect(decodes).toHaveLength(PICTURES);
    // A chunk is one message, taken up once.
    expect(new Set(decodes.map(({ parentSpanId }) => parentSpanId)).size).toBe(PICTURES / CHUNK);
  });

  interface Job {
    readonly id: string;
    readonly state: string;
    readonly done: number;
  }
});
