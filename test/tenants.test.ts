import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { randomFrom } from '@unseen/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pictureFolder } from './support/collections.ts';
import type { Platform } from './support/platform.ts';
import { startPlatform } from './support/start-platform.ts';

const OPERATOR = `usk_${'0perator'.repeat(6)}`;
const REQUESTS = Number(process.env['TENANT_REQUESTS'] ?? 400);
const NAMES = ['alder', 'birch'] as const;

/** A tenant with data of its own; whatever is its own carries its name. */
interface TenantData {
  readonly name: string;
  readonly key: string;
  /** Ids of its items, jobs, keys and so on. */
  readonly ids: readonly string[];
}

describe('two tenants', () => {
  let platform: Platform;
  let routes: { method: string; path: string }[];
  const tenants: TenantData[] = [];

  beforeAll(async () => {
    platform = await startPlatform({ UNSEEN_API_KEY: OPERATOR });
    for (const name of NAMES) tenants.push(await settle(name));
    const { paths } = await platform.json(200, 'GET', '/openapi.json');
    routes = Object.entries(paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
    );
  });
  afterAll(() => platform?.dispose());

  const send = (key: string, method: string, path: string, body?: unknown) =>
    platform.send(method, path, body, { authorization: `Bearer ${key}` });

  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  async function json(key: string, method: string, path: string, body?: unknown): Promise<any> {
    const response = await send(key, method, path, body);
    expect(response.ok).toBe(true);
    return response.json();
  }

  /** Makes a tenant: items in a collection of the same name on both sides, a job, a key. */
  async function settle(name: string): Promise<TenantData> {
    const made = await json(OPERATOR, 'POST', '/v1/keys', {
      name: markOf(name),
      scopes: ['ingest', 'search', 'admin'],
      tenant: name,
    });
    const { key } = made;
    const items = [];
    for (let i = 0; i < 5; i++) {
      const item = {
        id: `${name}-${i}`,
        caption: `a ${name} tree, ${markOf(name)}`,
        metadata: { owner: markOf(name), i },
      };
      items.push(await json(key, 'POST', '/v1/items', item));
    }
    const folder = join(`${platform.dataDir}/import-tenants`, name, `${name}-album`);
    await mkdir(folder, { recursive: true });
    await pictureFolder(folder, 3);
    const job = await json(key, 'POST', '/v1/jobs', {
      collection: `${name}-album`,
      source: { type: 'folder', path: `${name}-album` },
    });
    for (;;) {
      const { state } = await json(key, 'GET', `/v1/jobs/${job.id}`);
      if (state === 'completed') break;
      expect(['queued', 'running']).toContain(state);
    }
    return { name, key, ids: [made.id, job.id, ...items.map(({ id }) => id as string)] };
  }

  it('never see or change anything of each other, whatever they send', async () => {
    const pick = randomFrom(7);
    const one = <T>(list: readonly T[]): T => list[Math.floor(pick() * list.length)]!;
    const statuses = new Map<number, number>();
    for (let i = 0; i < REQUESTS; i++) {
      const me = one(tenants);
      const other = tenants.find(({ name }) => name !== me.name)!;
      const { method, path } = one(routes);
      const url = path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(one(other.ids)));
      const query = one([
        '',
        `?collection=${other.name}-album`,
        `?tenant=${other.name}`,
        '?collection=default&text=tree',
      ]);
      const body = method === 'GET' || method === 'DELETE' ? undefined : bodyFor(path, other, one);
      const response = await send(me.key, method, url + query, body);
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      // A stream of another's events would never end: it must not begin.
      if (path.endsWith('/events')) expect(response.status).toBeGreaterThanOrEqual(400);
      const text = await response.text();
      expect(text, `${method} ${url}${query} as ${me.name}`).not.toContain(markOf(other.name));
      expect(response.status, `${method} ${url}: ${text}`).toBeLessThan(500);
    }
    expect(statuses.get(404)).toBeGreaterThan(0);
    expect(statuses.get(200)).toBeGreaterThan(0);
    for (const { name, key } of tenants) await expectUntouched(name, key);
  });

  it('cannot load files of each other', async () => {
    const [one, other] = tenants as [TenantData, TenantData];
    for (const path of [
      `../${other.name}/${other.name}-album`,
      join(platform.dataDir, 'import-tenants', other.name),
    ]) {
      const response = await send(one.key, 'POST', '/v1/jobs', { source: { type: 'folder', path } });
      expect(await response.json()).toMatchObject({ code: 'source_outside_root' });
    }
  });

  /** What a tenant had is all there, and search finds it. */
  async function expectUntouched(name: string, key: string): Promise<void> {
    const { hits } = await json(key, 'POST', '/v1/search', { text: `${name} tree`, limit: 50 });
    const owners = hits.filter((hit: { id: string }) => hit.id.startsWith(`${name}-`));
    expect(owners).toHaveLength(5);
    for (const hit of owners) expect(hit.metadata.owner).toBe(markOf(name));
    const keys = (await json(key, 'GET', '/v1/keys')).keys as {
      tenant: string;
      status: string;
      name: string;
    }[];
    expect(keys.filter((made) => made.name === markOf(name))).toMatchObject([
      { tenant: name, status: 'active' },
    ]);
    const collections = (await json(key, 'GET', '/v1/collections')).collections as {
      name: string;
      items: number;
    }[];
    expect(collections).toContainEqual(expect.objectContaining({ name: `${name}-album`, items: 3 }));
  }
});

/** A body that asks for what is the other's. */
function bodyFor(path: string, other: TenantData, one: <T>(list: readonly T[]) => T): unknown {
  const id = one(other.ids);
  if (path.startsWith('/v1/search')) {
    return one([
      { text: 'a tree', collection: 'default', explain: true },
      { itemId: id },
      { text: 'tree', filter: { i: { gte: 0 } } },
      { text: 'tree', collection: `${other.name}-album` },
    ]);
  }
  if (path === '/v1/jobs')
    return { source: { type: 'folder', path: `${other.name}-album` }, collection: `${other.name}-album` };
  if (path === '/v1/items') return { caption: 'a tree', collection: 'mine' };
  if (path.startsWith('/v1/keys')) return { name: 'mine', scopes: ['search'] };
  if (path.startsWith('/v1/items')) return { caption: 'changed' };
  return one([{}, { itemId: id }, { name: 'mine', seen: true, exemplars: [id] }, { text: 'a tree' }]);
}

/** Stands in what a tenant stores, and in no request. */
function markOf(name: string): string {
  return `mark-of-${name}`;
}
