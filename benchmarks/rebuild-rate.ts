// How soon a Qdrant that was emptied is noticed, and how fast `unseen rebuild` embeds everything again, against the load of the same pictures in
// the same run: one platform on Postgres, Redis and Qdrant.
// Run: QDRANT_URL=http://127.0.0.1:6333 npm run bench -- rebuild-rate --pictures DIR [--count 400] [--rounds 3]
//   (needs `npm run build`, Postgres and Redis)
import { createDatabase } from '@unseen/ledger/testing';
import { qdrantForTests } from '@unseen/testing';
import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startPostgres } from '../scripts/servers/postgres.ts';
import { startRedis } from '../scripts/servers/redis.ts';
import { Standalone } from '../test/support/standalone.ts';
import { processorSeconds } from './embedded/process.ts';
import { percentile, report } from './support/report.ts';

const { values } = parseArgs({
  options: {
    pictures: { type: 'string' },
    count: { type: 'string', default: '400' },
    rounds: { type: 'string', default: '3' },
  },
});
const qdrant = qdrantForTests();
const [postgres, redis] = [await startPostgres(), await startRedis()];
if (values.pictures === undefined || qdrant.url === undefined || !postgres || !redis) {
  console.log('\nrebuild-rate: NOT RUN: it needs --pictures, QDRANT_URL, Postgres and Redis.');
} else {
  try {
    await run(values.pictures, qdrant.url, await createDatabase(postgres.url), redis.url);
  } finally {
    await Promise.all([postgres.remove(), redis.remove()]);
  }
}

/** Items a second, by the clock and by the processors' time of the platform. */
interface Rate {
  readonly clock: number;
  readonly processor: number;
}

async function run(pictures: string, url: string, database: string, redisUrl: string): Promise<void> {
  const prefix = `bench-${randomBytes(6).toString('hex')}`;
  const platform = await Standalone.start({
    UNSEEN_DATABASE_URL: database,
    UNSEEN_REDIS_URL: redisUrl,
    UNSEEN_QDRANT_URL: url,
    UNSEEN_QDRANT_PREFIX: prefix,
  });
  try {
    const source = join(platform.dataDir, 'import', 'pictures');
    await mkdir(source, { recursive: true });
    const names = (await readdir(pictures)).filter((name) => /\.jpe?g$/i.test(name));
    for (const name of names.slice(0, Number(values.count)))
      await copyFile(join(pictures, name), join(source, name));
    const [loads, rebuilds, told]: [Rate[], Rate[], number[]] = [[], [], []];
    for (let round = 0; round < Number(values.rounds); round++) {
      loads.push(await timed(platform, () => load(platform, `round-${round}`)));
      await removeCollections(url, prefix);
      const emptied = performance.now();
      while (!(await missing(platform))) await sleep(100);
      told.push((performance.now() - emptied) / 1_000);
      rebuilds.push(await timed(platform, () => rebuild(platform)));
      // It looks every few seconds.
      while (await missing(platform)) await sleep(100);
    }
    const ratio = (kind: keyof Rate) =>
      percentile(
        rebuilds.map((rate, round) => rate[kind] / loads[round]![kind]),
        0.5,
      );
    report(
      'rebuild-rate',
      {
        value: ratio('clock'),
        of: 'items a second of a rebuild over those of the load (median of the rounds)',
      },
      {
        'the same, per second of the processors': ratio('processor'),
        'seconds until it was told, at most': Math.max(...told),
        'items a second, loads': loads.map(({ clock }) => clock.toFixed(1)).join(' '),
        'items a second, rebuilds': rebuilds.map(({ clock }) => clock.toFixed(1)).join(' '),
      },
    );
  } finally {
    await platform.dispose();
    await removeCollections(url, prefix);
  }
}

async function timed(platform: Standalone, work: () => Promise<number>): Promise<Rate> {
  const [started, before] = [performance.now(), await processorSeconds(platform.pid)];
  const items = await work();
  return {
    clock: items / ((performance.now() - started) / 1_000),
    processor: items / ((await processorSeconds(platform.pid)) - before),
  };
}

async function load(platform: Standalone, collection: string): Promise<number> {
  const source = { type: 'folder', path: 'pictures' };
  const { id } = await platform.json(202, 'POST', '/v1/jobs', { collection, source });
  for (;;) {
    const { state, done } = await platform.json(200, 'GET', `/v1/jobs/${id}`);
    if (state === 'completed') return done as number;
    await sleep(100);
  }
}

async function rebuild(platform: Standalone): Promise<number> {
  const { lost } = await platform.json(202, 'POST', '/v1/model/rebuild', {});
  for (;;) {
    const { switch: work } = await platform.json(200, 'GET', '/v1/model');
    if (work.state === 'completed') return lost as number;
    await sleep(100);
  }
}

async function missing(platform: Standalone): Promise<boolean> {
  const { notes } = await platform.json(200, 'GET', '/health/ready');
  return 'lostVectors' in notes;
}

async function removeCollections(url: string, prefix: string): Promise<void> {
  const headers: Record<string, string> = qdrant.apiKey === undefined ? {} : { 'api-key': qdrant.apiKey };
  const answer = await fetch(`${url}/collections`, { headers });
  const { result } = (await answer.json()) as { result: { collections: { name: string }[] } };
  for (const { name } of result.collections) {
    if (name.startsWith(`${prefix}.`))
      await fetch(`${url}/collections/${name}`, { method: 'DELETE', headers });
  }
}
