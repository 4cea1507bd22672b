import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Queue, QueueMessage } from '@unseen/domain';
import { openLedger, type Ledger } from '@unseen/ledger';
import { copyReadyLedger } from '@unseen/ledger/testing';
import { openPgBossQueue } from './open-pg-boss-queue.ts';

// Making a cluster takes two seconds of a core, which a busy machine stretches.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

interface ChunkMessage {
  readonly seq: number;
}

/** A process that takes two of three messages and never comes to an end with them. */
const WORKER = `
  import { openLedger } from '@unseen/ledger';
  import { openPgBossQueue } from './open-pg-boss-queue.ts';
  const ledger = await openLedger({ kind: 'embedded', dir: process.argv[1] });
  const queue = openPgBossQueue({ database: ledger.embedded });
  await queue.start();
  await queue.send('ingest.chunk', [{ seq: 1 }, { seq: 2 }, { seq: 3 }], ({ seq }) => ({ key: 'chunk:' + seq }));
  await queue.work('ingest.chunk', { concurrency: 2 }, async ({ data }) => {
    process.stdout.write(data.seq + '\\n');
    await new Promise(() => undefined);
  });
`;

let dir: string;
let ledger: Ledger;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'queue-crash-'));
  await copyReadyLedger(dir);
});
afterAll(async () => {
  await ledger.close();
  await rm(dir, { recursive: true, force: true });
});

it('delivers once more, at once, what a process was handling when it was killed', async () => {
  const handled = await handleUntilKilled(2);
  expect(handled.sort()).toEqual([1, 2]);

  ledger = await openLedger({ kind: 'embedded', dir });
  const queue = openPgBossQueue({ database: ledger.embedded });
  await queue.start();
  expect(await queue.stats('ingest.chunk')).toMatchObject({ waiting: 3, active: 0 });
  // As the reconciler does: everything the ledger still has open is sent again under its key.
  await queue.send<ChunkMessage>('ingest.chunk', [{ seq: 1 }, { seq: 2 }, { seq: 3 }], ({ seq }) => ({
    key: `chunk:${seq}`,
  }));
  const started = performance.now();
  const deliveries = await deliveriesUntil(queue, 3);
  expect(performance.now() - started).toBeLessThan(30_000);
  expect(deliveries.map(({ data, attempt }) => [data.seq, attempt]).sort()).toEqual([
    [1, 2],
    [2, 2],
    [3, 1],
  ]);
  expect(await queue.stats('ingest.chunk')).toMatchObject({ waiting: 0 });
  await queue.stop(5);
});

it('settles a message when its database comes back, and does not deliver it again', async () => {
  const errors: unknown[] = [];
  const queue = openPgBossQueue({ database: ledger.embedded, onError: (error) => errors.push(error) });
  await queue.start();
  const deliveries: number[] = [];
  const door = Promise.withResolvers<void>();
  const taken = Promise.withResolvers<void>();
  await queue.work<ChunkMessage>('ingest.chunk', { concurrency: 1 }, async ({ data }) => {
    deliveries.push(data.seq);
    taken.resolve();
    if (data.seq === 10) await door.promise;
  });
  await queue.send('ingest.chunk', [{ seq: 10 }], () => ({ key: 'chunk:10' }));
  await taken.promise;
  // The database ends while it is busy with something else and the deletion of the message waits its turn.
  const blocked = ledger.embedded.query('select pg_sleep(60)').catch(() => undefined);
  const turns = vi.spyOn(ledger.embedded, 'acquire');
  door.resolve();
  await vi.waitUntil(() => turns.mock.calls.length > 0, { timeout: 300_000, interval: 10 });
  await ledger.embedded.thread.terminate();
  await blocked;
  await queue.send('ingest.chunk', [{ seq: 11 }]);
  await vi.waitUntil(() => deliveries.includes(11), { timeout: 300_000 });
  await queue.stop(10);
  expect(deliveries).toEqual([10, 11]);
});

/** Runs the process above and kills it once it handles so many messages; returns which. */
async function handleUntilKilled(count: number): Promise<number[]> {
  const child = spawn(
    process.execPath,
    ['--conditions=unseen-source', '--input-type=module', '-e', WORKER, dir],
    {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const exited = once(child, 'exit');
  const handled: number[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    handled.push(Number(line));
    if (handled.length === count) {
      child.kill('SIGKILL');
    }
  }
  await exited;
  return handled;
}

/** Handles messages until the queue is known to be empty behind them. */
async function deliveriesUntil(queue: Queue, count: number): Promise<QueueMessage<ChunkMessage>[]> {
  const deliveries: QueueMessage<ChunkMessage>[] = [];
  const marked = Promise.withResolvers<void>();
  await queue.work<ChunkMessage>('ingest.chunk', { concurrency: 1 }, async (message) => {
    if (message.data.seq < 0) {
      marked.resolve();
    } else {
      deliveries.push(message);
    }
  });
  await vi.waitUntil(() => deliveries.length >= count, { timeout: 300_000, interval: 10 });
  await queue.send<ChunkMessage>('ingest.chunk', [{ seq: -1 }], () => ({ priority: -100 }));
  await marked.promise;
  return deliveries;
}
