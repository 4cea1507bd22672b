import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { QUEUES } from '@unseen/domain';
import { SERVERS } from '@unseen/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRedis } from '../scripts/servers/redis.ts';
import type { TestServer } from '../scripts/servers/server-process.ts';
import { pictureFolder } from './support/collections.ts';
import { Standalone } from './support/standalone.ts';

const OPERATOR = `usk_${'0perator'.repeat(6)}`;

describe.skipIf(SERVERS.redis === undefined)('the dashboard of the queues', () => {
  let redis: TestServer;
  let platform: Standalone;
  let jobId: string;
  const keys: Record<'search' | 'tenant', string> = { search: '', tenant: '' };

  beforeAll(async () => {
    redis = (await startRedis())!;
    // Hands out work and does none: what is sent stays in its queue.
    platform = await Standalone.start({
      UNSEEN_API_KEY: OPERATOR,
      UNSEEN_REDIS_URL: redis.url,
      UNSEEN_ROLE: 'api',
    });
    keys.search = await makeKey({ scopes: ['search'] });
    keys.tenant = await makeKey({ scopes: ['ingest', 'search', 'admin'], tenant: 'acme' });
    const folder = join(`${platform.dataDir}/import-tenants`, 'acme', 'secret-album');
    await mkdir(folder, { recursive: true });
    await pictureFolder(folder, 1);
    const body = { source: { type: 'folder', path: 'secret-album' } };
    const response = await platform.send('POST', '/v1/jobs', body, bearer(keys.tenant));
    expect(response.status).toBe(202);
    jobId = ((await response.json()) as { id: string }).id;
  });
  afterAll(async () => {
    await platform?.dispose();
    await redis?.remove();
  });

  const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
  const get = (path: string, headers: Record<string, string> = {}) =>
    platform.send('GET', path, undefined, headers);

  async function makeKey(fields: object): Promise<string> {
    const response = await platform.send('POST', '/v1/keys', { name: 'k', ...fields }, bearer(OPERATOR));
    return ((await response.json()) as { key: string }).key;
  }

  /** Opens a session; its `Set-Cookie` header. */
  async function session(headers: Record<string, string> = {}): Promise<string> {
    const response = await platform.send('POST', '/v1/queues/session', undefined, {
      ...bearer(OPERATOR),
      ...headers,
    });
    expect(response.status).toBe(204);
    return response.headers.get('set-cookie') ?? '';
  }

  const pairOf = (setCookie: string) => setCookie.split(';', 1)[0] ?? '';

  const ADDRESSES = ['/queues', '/queues/', '/queues/queue/ingest.plan', '/queues/api/queues'];

  it.each(ADDRESSES)('asks for a key, and for the operator’s: %s', async (path) => {
    expect((await get(path)).status).toBe(401);
    expect((await get(path, bearer('usk_nobody'))).status).toBe(401);
    for (const key of [keys.search, keys.tenant]) {
      const response = await get(path, bearer(key));
      expect(response.status).toBe(403);
      const text = await response.text();
      expect(JSON.parse(text)).toMatchObject({ code: 'forbidden' });
      expect(text).not.toContain(jobId);
    }
    expect((await get(path, bearer(OPERATOR))).status).toBe(200);
  });

  it('guards its files, too, however the address is written', async () => {
    const [, script = ''] =
      /src="(static\/js\/main[^"]+)"/.exec(await (await get('/queues', bearer(OPERATOR))).text()) ?? [];
    expect((await get(`/queues/${script}`)).status).toBe(401);
    const response = await get(`/queues/${script}`, bearer(OPERATOR));
    expect(response.headers.get('content-type')).toContain('text/javascript');
    for (const path of [
      '/queues//api/queues',
      '/queues/%61pi/queues',
      '/%71ueues/api/queues',
      '/QUEUES/api/queues',
    ]) {
      expect((await (await get(path)).text()).includes(jobId), path).toBe(false);
    }
    const outside = await get('/queues/static/..%2f..%2fpackage.json', bearer(OPERATOR));
    expect(outside.status).toBe(404);
  });

  it('shows the operator what waits', async () => {
    const response = await get('/queues/api/queues?activeQueue=ingest.plan&status=waiting', bearer(OPERATOR));
    const { queues } = (await response.json()) as { queues: ShownQueue[] };
    expect(queues.map(({ name }) => name).sort()).toEqual([...QUEUES].sort());
    const plans = queues.find(({ name }) => name === 'ingest.plan')!;
    expect(plans).toMatchObject({ readOnlyMode: true, counts: { waiting: 1 } });
    expect(plans.jobs).toMatchObject([{ data: { jobId } }]);
    // Its id holds a slash.
    const one = await get(
      `/queues/api/queues/ingest.plan/${encodeURIComponent(plans.jobs[0]!.id)}`,
      bearer(OPERATOR),
    );
    expect(await one.json()).toMatchObject({ status: 'waiting', job: { data: { jobId } } });
  });

  it('changes nothing', async () => {
    for (const action of ['pause', 'empty', 'obliterate', 'promote']) {
      const response = await platform.send(
        'PUT',
        `/queues/api/queues/ingest.plan/${action}`,
        {},
        bearer(OPERATOR),
      );
      expect(response.status).toBe(405);
    }
  });

  it('lets a browser in by a session, which is good for nothing else', async () => {
    const cookie = await session();
    expect(cookie).toMatch(/; Path=\/queues; Max-Age=3600; HttpOnly; SameSite=Strict$/);
    const response = await get('/queues/api/queues', { cookie: `theme=dark; ${pairOf(cookie)}` });
    expect(response.status).toBe(200);
    expect((await get('/v1/keys', { cookie: pairOf(cookie) })).status).toBe(401);
    // A key that is brought must be a good one, whatever else there is.
    expect((await get('/queues', { cookie: pairOf(cookie), ...bearer('usk_nobody') })).status).toBe(401);
    expect(await session({ origin: 'https://unseen.example' })).toMatch(/; Secure$/);
  });

  it('takes no session that it has not signed, or that is over', async () => {
    const [, until = '', signature = ''] = /=(\d+)\.([\w-]+)/.exec(await session()) ?? [];
    const forged = [
      `${Number(until) + 1}.${signature}`,
      `${until}.${signature.slice(1)}`,
      `1.${signature}`,
      `${until}.`,
      '',
    ];
    for (const value of forged) {
      expect((await get('/queues', { cookie: `unseen_session=${value}` })).status, value).toBe(401);
    }
  });

  it.each(['search', 'tenant'] as const)('opens no session for a key of another: %s', async (name) => {
    const response = await platform.send('POST', '/v1/queues/session', undefined, bearer(keys[name]));
    expect(response.status).toBe(403);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect((await platform.send('POST', '/v1/queues/session')).status).toBe(401);
  });

  it('brings all it shows along', async () => {
    const page = await get('/queues', bearer(OPERATOR));
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(html).not.toMatch(/<%|https?:/);
    const files = [...html.matchAll(/(?:src|href)="(static\/[^"]+)"/g)].map(([, file]) => file!);
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      expect((await get(`/queues/${file}`, bearer(OPERATOR))).status, file).toBe(200);
    }
  });

  it('answers a problem while Redis is away', async () => {
    await redis.stop();
    const response = await get('/queues/api/queues', bearer(OPERATOR));
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'queue_unavailable' });
    await redis.start();
    await expect.poll(async () => (await get('/queues/api/queues', bearer(OPERATOR))).status).toBe(200);
  });

  interface ShownQueue {
    readonly name: string;
    readonly jobs: readonly { readonly id: string; readonly data: object }[];
  }
});
