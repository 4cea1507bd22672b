import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Queue } from '@unseen/domain';
import { openProxy, type Proxy, SERVERS } from '@unseen/testing';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openBullQueue } from './open-bull-queue.ts';

const WAIT = { timeout: 300_000, interval: 50 };

interface ChunkMessage {
  readonly seq: number;
}

/** A process that takes two of three messages and never comes to an end with them. */
const WORKER = `
  import { openBullQueue } from './open-bull-queue.ts';
  const queue = openBullQueue(JSON.parse(process.argv[1]));
  await queue.start();
  await queue.send('ingest.chunk', [{ seq: 1 }, { seq: 2 }, { seq: 3 }], ({ seq }) => ({ key: 'chunk:' + seq }));
  await queue.work('ingest.chunk', { concurrency: 2 }, async ({ data }) => {
    process.stdout.write(data.seq + '\\n');
    await new Promise(() => undefined);
  });
`;

describe.skipIf(SERVERS.redis === undefined)('a queue on Redis', () => {
  let prefix: string;
  let proxy: Proxy;
  let queues: Queue[] = [];
  beforeEach(async () => {
    prefix = randomUUID();
    proxy = await openProxy(SERVERS.redis!);
  });
  afterEach(async () => {
    proxy.restore();
    await Promise.all(queues.map((queue) => queue.stop(0)));
    queues = [];
    await proxy.close();
  });
  async function open(url = SERVERS.redis!, lockSeconds = 2): Promise<Queue> {
    const queue = openBullQueue({ url, prefix, lockSeconds, retryDelaySeconds: 1 });
    queues.push(queue);
    await queue.start();
    return queue;
  }
  /** Handles messages at once; returns what came. */
  async function collect(queue: Queue): Promise<number[]> {
    const seen: number[] = [];
    await queue.work<ChunkMessage>('ingest.chunk', { concurrency: 1 }, async ({ data }) => {
      seen.push(data.seq);
    });
    return seen;
  }
  /** Waits until the lock of the only message that is handled was renewed that often. */
  async function renewals(count: number): Promise<void> {
    const redis = new Redis(SERVERS.redis!);
    const [lock] = await redis.keys(`{${prefix}}*:lock`);
    for (let left = Infinity; count > 0; await sleep(20)) {
      const now = await redis.pttl(lock!);
      if (now > left) count--;
      left = now;
    }
    await redis.quit();
  }
  const keyed = ({ seq }: ChunkMessage) => ({ key: `chunk:${seq}` });

  it('delivers again what a process was handling when it was killed or froze', async () => {
    for (const signal of ['SIGKILL', 'SIGSTOP'] as const) {
      const child = spawn(
        process.execPath,
        [
          '--conditions=unseen-source',
          '--input-type=module',
          '-e',
          WORKER,
          JSON.stringify({ url: SERVERS.redis, prefix, lockSeconds: 2 }),
        ],
        { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] },
      );
      const lines: string[] = [];
      for await (const line of createInterface({ input: child.stdout })) {
        if (lines.push(line) === 2) break;
      }
      child.kill(signal);
      const queue = await open();
      const seen = await collect(queue);
      await vi.waitUntil(() => seen.length === 3, WAIT);
      expect(seen.toSorted()).toEqual([1, 2, 3]);
      await queue.stop(5);
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      if (signal === 'SIGSTOP') await exit;
    }
  });

  it('keeps a message from others for as long as its handler runs', async () => {
    const first = await open();
    const second = await open();
    const seen: number[] = [];
    const handler = async ({ data }: { data: ChunkMessage }) => {
      seen.push(data.seq);
      // A lock is renewed when half of its time is over: three times as long as an unrenewed one would last.
      await renewals(6);
    };
    await first.work<ChunkMessage>('ingest.chunk', { concurrency: 1 }, handler);
    await second.work<ChunkMessage>('ingest.chunk', { concurrency: 1 }, handler);
    await first.send('ingest.chunk', [{ seq: 1 }]);
    await vi.waitUntil(async () => seen.length > 0 && (await first.stats('ingest.chunk')).active === 0, WAIT);
    expect(seen).toEqual([1]);
  });

  it('refuses while Redis is away, and settles what was done when it is back', async () => {
    const queue = await open(proxy.url, 10);
    const seen: number[] = [];
    const door = Promise.withResolvers<void>();
    await queue.work<ChunkMessage>('ingest.chunk', { concurrency: 1 }, async ({ data }) => {
      seen.push(data.seq);
      if (data.seq === 1) await door.promise;
    });
    await queue.send('ingest.chunk', [{ seq: 1 }], keyed);
    await vi.waitUntil(() => seen.length === 1, WAIT);
    proxy.cut();
    const unavailable = { code: 'queue_unavailable' };
    await expect(queue.ping()).rejects.toMatchObject(unavailable);
    door.resolve();
    await expect(queue.send('ingest.chunk', [{ seq: 2 }], keyed)).rejects.toMatchObject(unavailable);
    proxy.restore();
    await vi.waitUntil(
      () =>
        queue.ping().then(
          () => true,
          () => false,
        ),
      WAIT,
    );
    // As the reconciler does.
    await queue.send('ingest.chunk', [{ seq: 2 }, { seq: 3 }], keyed);
    await vi.waitUntil(() => seen.includes(3), WAIT);
    expect(seen).toEqual([1, 2, 3]);
    expect(await queue.stats('ingest.chunk')).toMatchObject({ waiting: 0 });
  });

  it('says that Redis is away when it is started', async () => {
    proxy.cut();
    await expect(open(proxy.url)).rejects.toMatchObject({ code: 'queue_unavailable' });
    queues = [];
  });

  it('goes on when Redis is wiped under it and the messages are sent again', async () => {
    const queue = await open();
    const seen: number[] = [];
    const door = Promise.withResolvers<void>();
    await queue.work<ChunkMessage>('ingest.chunk', { concurrency: 1 }, async ({ data }) => {
      seen.push(data.seq);
      if (data.seq === 1) await door.promise;
    });
    await queue.send('ingest.chunk', [{ seq: 1 }, { seq: 2 }], keyed);
    await vi.waitUntil(() => seen.length === 1, WAIT);
    const redis = new Redis(SERVERS.redis!);
    const keys = await redis.keys(`{${prefix}}*`);
    await redis.del(keys);
    await redis.quit();
    door.resolve();
    await queue.send('ingest.chunk', [{ seq: 2 }], keyed);
    await vi.waitUntil(() => seen.includes(2), WAIT);
    await queue.send('ingest.chunk', [{ seq: 3 }], keyed);
    await vi.waitUntil(() => seen.includes(3), WAIT);
    expect(seen).toEqual([1, 2, 3]);
  });

  it('stops within its grace while Redis is away', async () => {
    const queue = await open(proxy.url);
    const seen = await collect(queue);
    await queue.send('ingest.chunk', [{ seq: 1 }]);
    await vi.waitUntil(() => seen.length === 1, WAIT);
    proxy.cut();
    const started = performance.now();
    await queue.stop(2);
    // Two seconds of grace, and not the minutes in which a client would try again.
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});
