import { copyReadyLedger } from '@unseen/ledger/testing';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Standalone } from './support/standalone.ts';

const main = fileURLToPath(new URL('../apps/standalone/dist/main.js', import.meta.url));
const KEY = `usk_${'k3y'.repeat(12)}`;

describe('the platform', () => {
  let platform: Standalone;
  /** Data directory of the processes that must not start. */
  let refused: string;
  beforeAll(async () => {
    platform = await Standalone.startFromNothing({ UNSEEN_API_KEY: KEY });
    refused = await mkdtemp(join(tmpdir(), 'unseen-refused-'));
    await copyReadyLedger(join(refused, 'ledger'));
  });
  afterAll(async () => {
    await platform?.dispose();
    await rm(refused, { recursive: true, force: true });
  });

  it('says what it runs on', async () => {
    expect(await platform.json(200, 'GET', '/health/live')).toEqual({ status: 'ok' });
    const ready = await platform.json(200, 'GET', '/health/ready');
    expect(ready).toMatchObject({ status: 'ready', executionProvider: 'cpu' });
    expect(Object.keys(ready.dependencies).sort()).toEqual([
      'blobStore',
      'encoder',
      'ledger',
      'modelPack',
      'queue',
      'vectorStore',
    ]);
  });

  it('asks for a key where one is set', async () => {
    const problem = await platform.json(401, 'POST', '/v1/search', { text: 'a' });
    expect(problem.code).toBe('unauthorized');
    const wrong = await platform.send(
      'POST',
      '/v1/search',
      { text: 'a' },
      { authorization: `Bearer ${KEY}x` },
    );
    expect(wrong.status).toBe(401);
    const right = await platform.send(
      'POST',
      '/v1/search',
      { text: 'a' },
      { authorization: `Bearer ${KEY}` },
    );
    expect(right.status).toBe(200);
  });

  it('asks for a key on every route but health and metrics', async () => {
    const { paths } = await platform.json(200, 'GET', '/openapi.json');
    const open: string[] = [];
    for (const [path, methods] of Object.entries(paths as Record<string, object>)) {
      for (const method of Object.keys(methods)) {
        const url = path.replaceAll(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000');
        const response = await platform.send(method.toUpperCase(), url);
        await response.arrayBuffer();
        if (response.status !== 401) open.push(`${method} ${path}`);
      }
    }
    expect(open.sort()).toEqual(['get /health/live', 'get /health/ready']);
  });

  it('describes every route of the interface', async () => {
    const { paths } = await platform.json(200, 'GET', '/openapi.json');
    expect(Object.keys(paths as object)).toEqual(
      expect.arrayContaining([
        '/v1/items',
        '/v1/items/{id}',
        '/v1/items/{id}/image',
        '/v1/items/{id}/attention.png',
        '/v1/jobs',
        '/v1/jobs/{id}',
        '/v1/jobs/{id}/events',
        '/v1/jobs/{id}/failures',
        '/v1/jobs/{id}/pause',
        '/v1/jobs/{id}/resume',
        '/v1/jobs/{id}/cancel',
        '/v1/jobs/{id}/retry',
        '/v1/search',
        '/v1/collections',
      ]),
    );
    const docs = await platform.send('GET', '/docs');
    expect(await docs.text()).toContain('Unseen API');
  });

  it('keeps the request id of the caller, and makes one otherwise', async () => {
    const mine = await platform.send('GET', '/health/live', undefined, { 'x-request-id': 'order-17' });
    expect(mine.headers.get('x-request-id')).toBe('order-17');
    const forged = await platform.send('GET', '/health/live', undefined, { 'x-request-id': 'a b{c}' });
    expect(forged.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('exports metrics of requests and stages', async () => {
    await platform.send('POST', '/v1/search', { text: 'a' }, { authorization: `Bearer ${KEY}` });
    const text = await (await platform.send('GET', '/metrics')).text();
    expect(text).toMatch(
      /unseen_http_request_seconds_count\{method="POST",route="\/v1\/search",status="200"\} \d/,
    );
    expect(text).toMatch(/unseen_stage_seconds_count\{pipeline="search",stage="recall"\} [1-9]/);
  });

  it.each([
    ['a port that is none', { PORT: 'http' }, 'Set PORT to a whole number'],
    [
      'an address others can reach, without a key',
      { HOST: '0.0.0.0', UNSEEN_API_KEY: '' },
      'Set UNSEEN_API_KEY',
    ],
    ['a provider that is not there', { UNSEEN_EXECUTION_PROVIDER: 'cuda' }, 'ONNXRUNTIME_NODE_INSTALL'],
    ['a model pack that is not there', { UNSEEN_MODEL_PACK: '/nowhere' }, 'manifest.json'],
    ['a data directory in use', { UNSEEN_DATA_DIR: 'SAME' }, 'data directory'],
  ])('refuses to start with %s, and says what to do', (_name, environment, message) => {
    const given = Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [name, value === 'SAME' ? platform.dataDir : value]),
    );
    const { status, stderr } = spawnSync(process.execPath, [main], {
      encoding: 'utf8',
      timeout: 300_000,
      env: {
        PATH: process.env['PATH'],
        PORT: '0',
        UNSEEN_SAMPLE: 'off',
        UNSEEN_DATA_DIR: refused,
        ...given,
      },
    });
    expect(stderr).toContain(message);
    expect(status).toBe(1);
  });
});
