import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiDocument, type Route } from './support/document.ts';
import { itemForm, picture } from './support/pictures.ts';
import type { Platform } from './support/platform.ts';
import { startPlatform } from './support/start-platform.ts';
import { type Probe, probesOf } from './support/sweep.ts';

/** Streams, and acts on everything there is: not for thousands of requests. */
const LEFT_OUT = new Set([
  'GET /v1/backup',
  'GET /metrics',
  'DELETE /v1/collections/{name}',
  'POST /v1/collections/{name}/empty',
]);

interface Outcome {
  readonly probe: Probe;
  readonly status: number;
  readonly problem?: string;
}

describe('every property and parameter of every route, with what no one foresees in it', () => {
  let platform: Platform;
  let document: ApiDocument;
  let probes: Probe[];
  const refused: Probe[] = [];

  beforeAll(async () => {
    platform = await startPlatform();
    const form = itemForm({ id: 'seed', caption: 'an apple' }, await picture('apple'));
    await platform.json(201, 'POST', '/v1/items', form);
    const made = await platform.json(201, 'POST', '/v1/classes', {
      name: 'fruit',
      seen: true,
      exemplars: ['seed'],
    });
    document = new ApiDocument(await platform.json(200, 'GET', '/openapi.json'));
    const bases = baseOf(made.id as string);
    probes = probesOf(document, bases).filter(({ route }) => !LEFT_OUT.has(`${route.method} ${route.path}`));
  });
  afterAll(() => platform?.dispose());

  it('is answered as the document says, and never with a fault of ours', async () => {
    const outcomes = await sendAll(probes);
    console.log(`${outcomes.length} requests, ${outcomes.filter(({ status }) => status < 400).length} taken`);
    const wrong = outcomes
      .filter(({ status, problem }) => status >= 500 || problem !== undefined)
      .map(inWords);
    expect(wrong.slice(0, 40)).toEqual([]);
    for (const { probe, status } of outcomes) if (status >= 400) refused.push(probe);
    expect(refused.length).toBeGreaterThan(500);
  });

  it('changes nothing that is stored when it is refused', async () => {
    // What was not there before the others came may be there now: those are no longer refused.
    const stillRefused = (await sendAll(refused))
      .filter(({ status }) => status >= 400)
      .map(({ probe }) => probe);
    const kept = await stored();
    const again = await sendAll(stillRefused);
    expect(again.filter(({ status }) => status < 400).map(inWords)).toEqual([]);
    expect(await stored()).toEqual(kept);
  });

  async function sendAll(all: readonly Probe[]): Promise<Outcome[]> {
    const limit = pLimit(2 * availableParallelism());
    return Promise.all(all.map((probe) => limit(() => send(probe))));
  }

  async function send(probe: Probe): Promise<Outcome> {
    const { route, path, body } = probe;
    const response = await fetch(platform.url + path, {
      method: route.method,
      headers: typeof body === 'string' ? { 'content-type': 'application/json' } : {},
      body,
    });
    const text = await response.text();
    const problem = document.problemOf(route, response.status, response.headers.get('content-type'), text);
    return { probe, status: response.status, problem: problem && `${problem}: ${text.slice(0, 200)}` };
  }

  /** Everything a caller can see of what is kept. */
  async function stored(): Promise<unknown> {
    const read = (path: string) => platform.json(200, 'GET', path) as Promise<Record<string, unknown>>;
    const { collections } = (await read('/v1/collections')) as { collections: { name: string }[] };
    const items = await Promise.all(
      collections.map(({ name }) => read(`/v1/items?limit=500&collection=${name}`)),
    );
    const { classes, version } = await read('/v1/classes?limit=1000');
    const names = (classes as { items?: number }[]).map(({ items: _items, ...entry }) => entry);
    const lists = await Promise.all(['keys', 'audit?limit=1000'].map((name) => read(`/v1/${name}`)));
    return { collections, items, names, version, lists };
  }
});

function inWords({ probe, status, problem }: Outcome): string {
  const { route, at, value } = probe;
  return `${route.method} ${route.path}, ${at} = ${value.slice(0, 60)}: ${status} ${problem ?? ''}`;
}

/** What makes the rest of a request right, so that the value tried is what is looked at. */
function baseOf(classId: string) {
  return ({ path, method }: Route) => ({
    path: { id: path.startsWith('/v1/classes') ? classId : 'seed', version: '1', name: 'default' },
    body:
      method === 'POST' && ['/v1/search', '/v1/classify'].includes(path)
        ? { text: 'an apple' }
        : path === '/v1/items'
          ? { caption: 'an apple' }
          : {},
  });
}
