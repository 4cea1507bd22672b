import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPack } from '../pack/load-pack.ts';
import { writeTinyPack } from '../testing/tiny-pack.ts';
import type { WorkerSetup } from './protocol.ts';
import { WorkerHost } from './worker-host.ts';

let dir: string;
let setup: WorkerSetup;
let host: WorkerHost;
let changed: () => void;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'worker-host-'));
  await writeTinyPack(dir);
  const { manifest, spaces } = await loadPack(dir);
  const session = { provider: 'cpu', deviceId: 0, threads: 1 } as const;
  setup = { ...manifest, dir, spaces, session, background: false, maxBatch: 4, restAfterMs: 60_000 };
  host = new WorkerHost(setup, () => changed());
  await host.start();
});

afterEach(async () => {
  await host.close();
  await rm(dir, { recursive: true, force: true });
});

const nextChange = () => new Promise<void>((resolve) => (changed = resolve));

describe('WorkerHost', () => {
  it('fails the jobs of a thread that dies, and starts another one', async () => {
    const restarted = nextChange();
    const jobs = [1, 2, 3].map(() => host.run({ kind: 'text', texts: ['red '.repeat(20)] }));
    const outcomes = Promise.allSettled(jobs);
    await host.terminate();
    const failed = (await outcomes).filter(({ status }) => status === 'rejected');
    expect(failed.length).toBeGreaterThan(0);
    for (const { reason } of failed as PromiseRejectedResult[])
      expect(reason).toMatchObject({ code: 'encoder_failed' });
    expect(host.ready).toBe(false);
    await restarted;
    expect(host.ready).toBe(true);
    expect(host.restarts).toBe(1);
    await expect(host.run({ kind: 'text', texts: ['red'] })).resolves.toMatchObject({
      seconds: expect.any(Number),
    });
  });

  it('gives up a thread that cannot come up any more, and says why', async () => {
    await rm(join(dir, 'text-head.onnx'));
    const givenUp = nextChange();
    await host.terminate();
    await givenUp;
    expect(host.fatal).toMatchObject({ code: 'pack_invalid' });
    await expect(host.run({ kind: 'text', texts: ['red'] })).rejects.toThrow(/text-head/);
  });

  it('ends in the middle of its work without taking the process with it', async () => {
    for (let round = 0; round < 5; round++) {
      const next = nextChange();
      const pictures = Array.from({ length: 40 }, () =>
        host.run({ kind: 'image', pictures: [new Uint8Array(32 * 32 * 3)] }),
      );
      const outcomes = Promise.allSettled(pictures);
      await pictures[round];
      await host.terminate();
      await outcomes;
      await next;
    }
    expect(host.restarts).toBe(5);
  });

  it('moves pictures into the thread instead of copying them', async () => {
    const rgb = new Uint8Array(32 * 32 * 3);
    await host.run({ kind: 'image', pictures: [rgb] }, [rgb.buffer]);
    expect(rgb.byteLength).toBe(0);
  });

  it('gives its thread up while it sleeps, and has one again when it is woken', async () => {
    host.sleep();
    expect([host.ready, host.awake]).toEqual([false, false]);
    await expect(host.run({ kind: 'text', texts: ['red'] })).rejects.toMatchObject({
      code: 'encoder_failed',
    });
    const up = nextChange();
    host.wake();
    await up;
    expect([host.ready, host.restarts]).toEqual([true, 0]);
    await expect(host.run({ kind: 'text', texts: ['red'] })).resolves.toHaveProperty('seconds');
  });
});
