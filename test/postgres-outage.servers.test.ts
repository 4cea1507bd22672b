import { openProxy, SERVERS, type Proxy } from '@unseen/testing';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startPostgres } from '../scripts/servers/postgres.ts';
import type { TestServer } from '../scripts/servers/server-process.ts';
import { emptyPlaces } from './support/distributed.ts';
import { Standalone } from './support/standalone.ts';

/** Seconds Postgres stays away; `DOWN_SECONDS=120` for the long run. */
const DOWN_SECONDS = Number(process.env['DOWN_SECONDS'] ?? 5);
const WAIT = { timeout: 300_000, interval: 100 };
const { postgres: anyPostgres, redis, s3 } = SERVERS;
const installed = ![anyPostgres, redis, s3].includes(undefined);

describe.skipIf(!installed)('while Postgres is away', () => {
  let postgres: TestServer;
  let toPostgres: Proxy;
  let platform: Standalone;
  let key: { id: string; key: string };
  beforeAll(async () => {
    postgres = (await startPostgres())!;
    const places = await emptyPlaces({ postgres: postgres.url, redis: redis!, s3: s3! });
    toPostgres = await openProxy(places['UNSEEN_DATABASE_URL']!);
    platform = await Standalone.start({
      ...places,
      UNSEEN_DATABASE_URL: toPostgres.url,
      UNSEEN_API_KEY: OPERATOR,
      UNSEEN_LOG_LEVEL: 'info',
    });
    key = await operator(201, 'POST', '/v1/keys', { name: 'shop', scopes: ['search', 'ingest'] });
    for (const [id, caption] of Object.entries({ dog: 'a dog in the snow', car: 'a red car' }))
      await operator(201, 'POST', '/v1/items', { id, caption, collection: 'shop' });
    await operator(201, 'POST', '/v1/classes', { name: 'dog', seen: false });
  });
  afterAll(async () => {
    await platform?.dispose();
    await toPostgres?.close();
    await postgres?.remove();
  });

  /** Asks as the operator. */
  async function operator(status: number, method: string, path: string, body?: object) {
    const response = await platform.send(method, path, body, { authorization: `Bearer ${OPERATOR}` });
    const answer = (await response.json()) as { id: string; key: string };
    expect({ status: response.status, answer }).toMatchObject({ status });
    return answer;
  }

  const asCaller = (path: string, body: object, bearer = key.key) =>
    platform.send('POST', path, body, { authorization: `Bearer ${bearer}` });
  const search = (bearer?: string) =>
    asCaller('/v1/search', { collection: 'shop', text: 'a dog', hitClasses: true, cutoff: 'off' }, bearer);
  /** What a caller sees of searches: hits and the class of the first. */
  async function found() {
    const response = await search();
    const { hits = [], code } = (await response.json()) as {
      hits?: { id: string; class?: { name: string } }[];
      code?: string;
    };
    return { status: response.status, code, ids: hits.map(({ id }) => id), class: hits[0]?.class?.name };
  }
  const answered = { status: 200, code: undefined, ids: ['dog', 'car'], class: 'dog' };

  /** Lines of the log that hold some words. */
  const lines = (words: string) => platform.log.split('\n').filter((line) => line.includes(words)).length;

  it.each([
    ['stopped', 1],
    ['hanging', 2],
  ] as const)('a search is answered from what is known: %s', async (how, outage) => {
    await vi.waitFor(async () => expect(await found()).toEqual(answered), WAIT);
    if (how === 'stopped') await postgres.stop();
    else toPostgres.stall();
    const over = Date.now() + DOWN_SECONDS * 1_000;
    let searches = 0;
    while (Date.now() < over || searches < 20) {
      expect(await found()).toEqual(answered);
      searches += 1;
      await sleep(50);
    }
    const classified = await asCaller('/v1/classify', { text: 'a dog', collection: 'shop' });
    expect(classified.status).toBe(200);

    // It is ready, and says what is away.
    const ready = await platform.json(200, 'GET', '/health/ready');
    expect(ready).toMatchObject({ status: 'ready', dependencies: { ledger: { status: 'down' } } });
    const metrics = await operatorText('/metrics');
    expect(metrics).toContain('unseen_dependency_up{dependency="ledger"} 0');
    expect(metrics).toMatch(/unseen_stale_answers_total\{of="key"\} [1-9]/);
    expect(metrics).toMatch(/unseen_stale_answers_total\{of="catalogue"\} [1-9]/);

    // What is not known is refused, with when to come back.
    const stranger = await search('usk_' + randomUUID().replaceAll('-', ''));
    expect(stranger.status).toBe(503);
    expect(await stranger.json()).toMatchObject({ code: 'ledger_unavailable' });
    expect(stranger.headers.get('retry-after')).not.toBeNull();
    const write = await asCaller('/v1/items', { id: 'new', caption: 'a new one', collection: 'shop' });
    expect(write.status).toBe(503);
    expect(write.headers.get('retry-after')).not.toBeNull();

    if (how === 'stopped') await postgres.start();
    else toPostgres.restore();
    // All that was refused works again, and a key that is revoked now is refused at once.
    await vi.waitFor(async () => {
      const response = await asCaller('/v1/items', { id: 'new', caption: 'a new one', collection: 'spare' });
      expect(response.ok).toBe(true);
    }, WAIT);
    await vi.waitFor(async () => expect((await search('usk_' + '0'.repeat(32))).status).toBe(401), WAIT);
    // However many requests and timers met with it: one line when it began, and one when it was over.
    await vi.waitFor(() => expect(lines('The ledger (Postgres) answers again')).toBe(outage), WAIT);
    expect(lines('The ledger (Postgres) does not answer')).toBe(outage);
    expect(lines('does not answer')).toBe(outage);
  });

  it('a revoked key is refused once the ledger can be asked', async () => {
    expect((await search()).status).toBe(200);
    const { status } = await platform.send('DELETE', `/v1/keys/${key.id}`, undefined, {
      authorization: `Bearer ${OPERATOR}`,
    });
    expect(status).toBe(204);
    await vi.waitFor(async () => expect((await search()).status).toBe(401), WAIT);
    // Also in an outage: that it is revoked was read after that it is good.
    await postgres.stop();
    expect((await search()).status).not.toBe(200);
    await postgres.start();
  });

  async function operatorText(path: string): Promise<string> {
    const response = await platform.send('GET', path, undefined, { authorization: `Bearer ${OPERATOR}` });
    return response.text();
  }
});

const OPERATOR = `usk_${'op'.repeat(20)}`;
