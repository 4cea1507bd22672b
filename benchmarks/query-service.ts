// Searches a second over HTTP from the query service as a process of its own on real servers, against the same vectors searched
// on a plain Qdrant collection through the same client.
// Run: QDRANT_URL=http://127.0.0.1:6333 npm run bench -- query-service --pictures DIR [--captions FILE] [--keep DIR] [--rounds 3]
//   (needs `npm run build`, Postgres, Redis and versitygw; the options are those of `qdrant-search`)
import { openQdrant } from '@unseen/vector-store';
import { randomBytes, randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { createDatabase } from '@unseen/ledger/testing';
import { startPostgres } from '../scripts/servers/postgres.ts';
import { startRedis } from '../scripts/servers/redis.ts';
import { startS3 } from '../scripts/servers/s3.ts';
import { ServiceProcess } from '../test/support/service-process.ts';
import { closedLoop } from './support/closed-loop.ts';
import { copyPoints } from './support/copy-points.ts';
import { loadPictures, openEngines } from './support/engines.ts';
import { copyPlain, INDEX_FROM_KB } from './support/plain-collection.ts';
import { dropCollections, needsQdrant, rawClient, SEARCH_OPTIONS } from './support/qdrant.ts';
import { median, overRaw } from './support/over-raw.ts';
import { queryTexts } from './support/query-texts.ts';
import { rawSearches, type RawSearches } from './support/raw-searches.ts';
import { post } from './support/post.ts';
import { percentile, report } from './support/report.ts';

const CANDIDATES = 100;
const LIMIT = 20;
const SECONDS = 6;

/** What is looked at of an answer: as many hits as match, up to a page of them. */
interface Answer {
  readonly hits: readonly unknown[];
  readonly total: { readonly value: number };
}

const { values } = parseArgs({
  allowPositionals: true,
  options: { ...SEARCH_OPTIONS, rounds: { type: 'string', default: '3' } },
});
const atOnce = Number(values['at-once']);
const url = needsQdrant('query-service');
if (url !== undefined) await run(url);

async function run(qdrantUrl: string): Promise<void> {
  if (values.pictures === undefined) throw new Error('Name --pictures.');
  const root = dirname(values.pictures);
  const engines = await openEngines(root, { threads: 2, batch: 8, keep: values.keep });
  const client = rawClient(qdrantUrl);
  const prefix = `bench-${randomUUID().slice(0, 8)}`;
  const plain = `${prefix}.plain`;
  const space = { tenant: 'default', collection: 'all', pack: engines.encoder.pack.id };
  const servers = await Promise.all([startPostgres(), startRedis(), startS3()]);
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const services: ServiceProcess[] = [];
  try {
    const [postgres, redis, s3] = servers;
    if (!postgres || !redis || !s3) {
      console.log('\nquery-service: NOT RUN: it needs Postgres, Redis and versitygw.');
      return;
    }
    await loadPictures(engines, space, values.pictures, values.captions);
    const { global: size } = engines.encoder.pack.spaces;
    const qdrant = await openQdrant({ urls: [qdrantUrl], prefix, layout: { indexFromKb: INDEX_FROM_KB } });
    const items = await copyPoints(engines.store, qdrant, space, size);
    await qdrant.optimize(space);
    await qdrant.close();
    await copyPlain(engines.store, space, client, plain, size);
    const queries = await queryTexts(engines.store, space);
    const vectors: Float32Array[] = [];
    for (const text of queries) vectors.push((await engines.encoder.encodeText(text, 'interactive')).global);

    const { origin, username, password } = new URL(s3.url);
    const environment = {
      UNSEEN_DATABASE_URL: await createDatabase(postgres.url),
      UNSEEN_REDIS_URL: redis.url,
      UNSEEN_S3_ENDPOINT: origin,
      UNSEEN_S3_BUCKET: `bench-${randomUUID()}`,
      UNSEEN_S3_ACCESS_KEY_ID: username,
      UNSEEN_S3_SECRET_ACCESS_KEY: password,
      UNSEEN_QDRANT_URL: qdrantUrl,
      UNSEEN_QDRANT_PREFIX: prefix,
      UNSEEN_SECRET: randomBytes(32).toString('hex'),
      UNSEEN_DATA_DIR: root,
      UNSEEN_WORKERS: '1',
      // As it is run: every request is logged.
      UNSEEN_LOG_LEVEL: 'info',
    };
    // As it is, and as it were if every hit were new to it.
    for (const cache of [undefined, '0']) {
      const extra = cache === undefined ? undefined : { UNSEEN_CACHE_BYTES: cache };
      const service = new ServiceProcess('query', { ...environment, ...extra });
      await service.start();
      services.push(service);
    }
    const addresses = services.map((service) => service.url);
    console.log(`\n${items} items, ${queries.length} queries, ${atOnce} at once`);
    for (const target of ['image', 'any'] as const) {
      const options = { target, vectors, candidates: CANDIDATES, limit: LIMIT, plain, prefix };
      await compare(target, queries, await rawSearches(client, options), addresses);
    }
  } finally {
    for (const service of services) await service.stop();
    agent.destroy();
    await dropCollections(client, prefix);
    for (const server of servers) await server?.remove();
    await engines.close();
  }

  async function compare(
    target: 'image' | 'any',
    queries: readonly string[],
    raw: RawSearches,
    [address, cold]: readonly string[],
  ): Promise<void> {
    const search = async (n: number, service = address, weights?: { readonly keywords: 0 }) => {
      const text = queries[n % queries.length]!;
      const body = {
        collection: 'all',
        text,
        candidates: CANDIDATES,
        limit: LIMIT,
        target,
        rescore: 'none',
        weights,
      };
      const { hits, total } = (await post(agent, `${service}/v1/search`, body)) as Answer;
      if (hits.length !== Math.min(LIMIT, total.value)) throw new Error(`${hits.length} hits for "${text}".`);
    };
    // Warm: every text is encoded once and kept, so that from here on the query's vector is given.
    for (const service of [address, cold]) {
      for (let n = 0; n < queries.length; n++) await search(n, service);
    }
    const rates: Record<'same' | 'plain' | 'page' | 'service' | 'vectors' | 'cold', number[]> = {
      same: [],
      plain: [],
      page: [],
      service: [],
      vectors: [],
      cold: [],
    };
    const waits: number[] = [];
    // In turns, so that whatever else the machine does falls on all of them.
    for (let round = 0; round < Number(values.rounds); round++) {
      rates.same.push((await closedLoop(SECONDS, atOnce, raw.same)).perSecond);
      rates.plain.push((await closedLoop(SECONDS, atOnce, raw.plain)).perSecond);
      rates.page.push((await closedLoop(SECONDS, atOnce, raw.page)).perSecond);
      rates.cold.push((await closedLoop(SECONDS, atOnce, (n) => search(n, cold))).perSecond);
      // The raw searches ask for no list of words.
      const byVectors = (n: number) => search(n, address, { keywords: 0 });
      rates.vectors.push((await closedLoop(SECONDS, atOnce, byVectors)).perSecond);
      const served = await closedLoop(SECONDS, atOnce, (n) => search(n));
      rates.service.push(served.perSecond);
      waits.push(...served.samples);
    }
    const { ratio, figures } = overRaw(rates.vectors, rates);
    report(`Query service over raw Qdrant, target ${target}, no re-scoring, without keywords`, ratio, {
      ...figures,
      'of the same queries raw, with keywords, which are asked for besides': overRaw(rates.service, rates)
        .ratio.value,
      'of the same queries raw, with nothing kept in memory': median(
        rates.cold.map((rate, round) => rate / rates.same[round]!),
      ),
      'queries per second, query service over HTTP': median(rates.vectors),
      'the same with keywords': median(rates.service),
      'queries per second, query service, nothing kept in memory': median(rates.cold),
      'ms, query service, p50': percentile(waits, 0.5),
      'ms, query service, p95': percentile(waits, 0.95),
    });
  }
}
