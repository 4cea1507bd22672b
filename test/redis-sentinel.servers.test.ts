import { openBullQueue } from '@unseen/queue';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findProgram, freePort, ServerProcess } from '../scripts/servers/server-process.ts';

const WAIT = { timeout: 300_000, interval: 100 };
const redis = findProgram('redis-server');

describe.skipIf(redis === undefined)('a queue on Redis behind Sentinel', () => {
  let folder: string;
  let master: ServerProcess;
  const others: ServerProcess[] = [];
  let sentinel: { host: string; port: number };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unseen-sentinel-'));
    const start = async (port: number, args: readonly string[]) => {
      const server = new ServerProcess({ command: redis!, args: [...args], port });
      await server.start();
      return server;
    };
    const plain = (port: number) => [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--dir',
      folder,
    ];
    const [first, second, third] = [await freePort(), await freePort(), await freePort()];
    master = await start(first, plain(first));
    others.push(await start(second, [...plain(second), '--replicaof', '127.0.0.1', String(first)]));
    const settings = join(folder, 'sentinel.conf');
    await writeFile(
      settings,
      [
        `port ${third}`,
        'bind 127.0.0.1',
        `dir ${folder}`,
        `sentinel monitor mymaster 127.0.0.1 ${first} 1`,
        'sentinel down-after-milliseconds mymaster 1000',
        'sentinel failover-timeout mymaster 5000',
      ].join('\n'),
    );
    others.push(await start(third, [settings, '--sentinel']));
    sentinel = { host: '127.0.0.1', port: third };
  });
  afterAll(async () => {
    await master?.stop('SIGKILL');
    for (const server of others) await server.stop('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  it('finds the master by its name, and goes on with the next one when it is lost', async () => {
    const queue = await openBullQueue({
      url: 'redis://mymaster/0',
      sentinels: [sentinel],
      prefix: 'shop',
      lockSeconds: 2,
    });
    await queue.start();
    const seen: number[] = [];
    await queue.work<{ seq: number }>('ingest.chunk', { concurrency: 1 }, async ({ data }) => {
      seen.push(data.seq);
    });
    const send = (seq: number) => queue.send('ingest.chunk', [{ seq }], () => ({ key: `chunk:${seq}` }));
    await send(1);
    await vi.waitUntil(() => seen.includes(1), WAIT);
    await master.stop('SIGKILL');
    // As the reconciler does: what was not taken in is sent again.
    await vi.waitUntil(
      async () => {
        await send(2).catch(() => undefined);
        return seen.includes(2);
      },
      { ...WAIT, interval: 500 },
    );
    expect(new Set(seen)).toEqual(new Set([1, 2]));
    await queue.stop(5);
  });
});
