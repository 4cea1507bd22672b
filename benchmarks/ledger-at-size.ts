// How long the routes that read and write the ledger take when it holds millions of items on a real Postgres. Rows are made by the server
// itself, with captions and metadata; the platform runs as one process on it.
// Run: npm run bench -- ledger-at-size [--items 10000000] [--rounds 30] [--database postgres://...]
//   (needs `npm run build`, Postgres and Redis; ten million items take some 10 GB and a quarter of an hour. With --database, what is there
//   is used, and kept)
import { openLedger } from '@unseen/ledger';
import { createDatabase } from '@unseen/ledger/testing';
import { loadPack } from '@unseen/encoder';
import { Client } from 'pg';
import { parseArgs } from 'node:util';
import { startPostgres } from '../scripts/servers/postgres.ts';
import { startRedis } from '../scripts/servers/redis.ts';
import { Standalone } from '../test/support/standalone.ts';
import { LITE } from './support/engines.ts';
import { percentile, report } from './support/report.ts';

const COLLECTIONS = ['shop', 'archive', 'small'] as const;
/** Share of the items that each collection has. */
const SHARES = [0.6, 0.39, 0.01];
const CLASSES = 50;
/** Milliseconds from which a route is not asked again: all rounds of it would take the night. */
const TOO_SLOW = 10_000;
/** Rows one statement makes. */
const STEP = 200_000;

/** Items as a shop has them; of every tenth the class is known. */
const ROWS = `
  with made as (
    insert into items (tenant, collection, id, content_hash, captions, metadata, state, pack)
    select 'default', $1::text, 'item-' || lpad(n::text, 9, '0'), md5(n::text) || md5($1::text),
      json_build_array('a product number ' || n || ' of its kind'),
      json_build_object('n', n, 'price', n % 1000, 'brand', 'brand ' || n % 500, 'color', 'color ' || n % 12),
      'indexed', $4::text
    from generate_series($2::integer, $3::integer) as n returning id
  )
  insert into class_tags (tenant, collection, item_id, class_id)
  select 'default', $1::text, id, 'class-' || right(id, 9)::integer / 10 % ${CLASSES} from made where right(id, 1) = '0'`;

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    items: { type: 'string', default: '10000000' },
    rounds: { type: 'string', default: '30' },
    database: { type: 'string' },
  },
});
const items = Number(values.items);
const rounds = Number(values.rounds);

const postgres = values.database === undefined ? await startPostgres() : undefined;
const redis = await startRedis();
const server = values.database ?? postgres?.url;
if (server === undefined || redis === undefined) {
  console.log('\nledger-at-size: NOT RUN: it needs Postgres and Redis.');
} else {
  try {
    await run(values.database ?? (await createDatabase(server)), redis.url);
  } finally {
    await Promise.all([postgres?.remove(), redis.remove()]);
  }
}

async function run(database: string, redisUrl: string): Promise<void> {
  // Brings the tables up to date.
  await (await openLedger({ kind: 'postgres', url: database })).close();
  const client = new Client(database);
  // When the server is removed, whatever went wrong is told by what failed.
  client.on('error', () => undefined);
  await client.connect();
  await fill(client);
  const platform = await Standalone.start({ UNSEEN_DATABASE_URL: database, UNSEEN_REDIS_URL: redisUrl });
  const figures: Record<string, string> = {};
  const slow: number[] = [];
  try {
    for (const [name, ask] of routes(platform)) {
      const times: number[] = [];
      let status = 0;
      for (let round = 0; round < rounds; round++) {
        const started = performance.now();
        const response = await ask(round);
        await response.arrayBuffer();
        times.push(performance.now() - started);
        status = response.status;
        if (times[0]! > TOO_SLOW) break;
      }
      const [half, most] = [percentile(times, 0.5), percentile(times, 0.95)];
      slow.push(most);
      figures[`${name}: p50, p95 and the first in ms; ${status}`] = [half, most, times[0]!]
        .map((ms) => ms.toFixed(1).padStart(8))
        .join(' ');
    }
  } finally {
    await platform.dispose();
    await client.end();
  }
  const worst = Math.max(...slow);
  report(
    `ledger-at-size, ${items.toLocaleString('en')} items`,
    { value: worst / 300, of: 'slowest p95 over 300 ms' },
    figures,
  );
}

/** Makes what is not there yet. */
async function fill(client: Client): Promise<void> {
  const { id: pack } = await loadPack(LITE);
  for (const [at, collection] of COLLECTIONS.entries()) {
    const wanted = Math.round(items * SHARES[at]!);
    await client.query(
      `insert into collections (tenant, name) values ('default', $1) on conflict do nothing`,
      [collection],
    );
    const { rows } = await client.query<{ n: string }>(
      `select count(*) as n from items where collection = $1`,
      [collection],
    );
    for (let from = Number(rows[0]!.n); from < wanted; from += STEP) {
      const to = Math.min(wanted, from + STEP) - 1;
      await client.query(ROWS, [collection, from, to, pack]);
      process.stderr.write(`${collection}: ${(to + 1).toLocaleString('en')}\n`);
    }
  }
  await client.query('vacuum analyze');
}

type Ask = (round: number) => Promise<Response>;

/** What people and pages ask for; each round for something else where there is a choice. */
function routes(platform: Standalone): [name: string, ask: Ask][] {
  const get = (path: string | ((round: number) => string)): [string, Ask] => [
    `GET ${typeof path === 'string' ? path : path(0)}`,
    (round) => platform.send('GET', typeof path === 'string' ? path : path(round)),
  ];
  const id = (round: number) =>
    `item-${String((round * 7_919 * 101) % Math.round(items / 2)).padStart(9, '0')}`;
  const filter = (of: object) => encodeURIComponent(JSON.stringify(of));
  return [
    get('/v1/collections'),
    get('/v1/collections/shop'),
    get('/v1/collections/shop/facets'),
    get((round) => `/v1/items/${id(round)}?collection=shop`),
    get('/v1/items?collection=shop&limit=100'),
    get((round) => `/v1/items?collection=shop&limit=100&filter=${filter({ brand: `brand ${round}` })}`),
    get(`/v1/items?collection=shop&limit=100&sort=-${encodeURIComponent('$createdAt')}`),
    get(`/v1/items?collection=shop&limit=100&sort=${encodeURIComponent('$createdAt')}`),
    get((round) => `/v1/items?collection=shop&limit=100&filter=${filter({ color: `color ${round % 12}` })}`),
    get((round) => `/v1/items?collection=shop&limit=100&filter=${filter({ price: { gte: 900 + round } })}`),
    get(
      (round) =>
        `/v1/items?collection=shop&limit=100&sort=-price&filter=${filter({ brand: `brand ${round + 100}` })}`,
    ),
    get('/v1/items?collection=shop&limit=100&sort=price'),
    get('/v1/items/count?collection=shop'),
    get((round) => `/v1/items/count?collection=shop&filter=${filter({ color: `color ${round % 12}` })}`),
    get((round) => `/v1/items/count?collection=shop&filter=${filter({ price: { gte: 900 + round } })}`),
    get((round) => `/v1/items/count?collection=shop&filter=${filter({ brand: `brand ${round}` })}`),
    get('/v1/jobs'),
    get('/v1/classes'),
    get('/v1/classes/retag'),
    get('/v1/classes/versions'),
    get('/v1/classes/mismatches?collection=shop'),
    get('/v1/evaluations'),
    get('/v1/keys'),
    get('/v1/audit'),
    get('/v1/model'),
    get('/v1/model/switch/failures'),
    get('/health/ready'),
    get('/metrics'),
    [
      'POST /v1/items/delete, a filter, dry run',
      (round) =>
        platform.send('POST', '/v1/items/delete', {
          collection: 'shop',
          filter: { brand: `brand ${round + 200}` },
          dryRun: true,
        }),
    ],
    [
      'POST /v1/items',
      (round) =>
        platform.send('POST', '/v1/items', {
          id: `new-${round}`,
          caption: `new ${round}`,
          collection: 'shop',
        }),
    ],
    [
      'PATCH /v1/items/{id}',
      (round) =>
        platform.send('PATCH', `/v1/items/new-${round}?collection=shop`, { metadata: { price: round } }),
    ],
    ['DELETE /v1/items/{id}', (round) => platform.send('DELETE', `/v1/items/new-${round}?collection=shop`)],
  ];
}
