import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openFileBlobs, originalKey } from '@unseen/blobs';
import { pointId } from '@unseen/domain';
import { loadPack, openEncoder } from '@unseen/encoder';
import { writeTinyPack } from '@unseen/encoder/testing';
import { decodeImage } from '@unseen/imaging';
import { innerProduct, quantizeBlock } from '@unseen/imfa';
import { openLedger } from '@unseen/ledger';
import { copyReadyLedger } from '@unseen/ledger/testing';
import { openLanceDb } from '@unseen/vector-store';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { png } from '../testing/png.ts';

const COUNT = 400;
const KILLS = 4;
const name = (n: number): string => `${String(n).padStart(4, '0')}.png`;
const picture = (n: number): Buffer => png([n % 256, (n * 7) % 256, (n * 31) % 256], 16, 16, `picture ${n}`);

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'unseen-crash-'));
  await mkdir(join(dir, 'import'));
  await copyReadyLedger(join(dir, 'ledger'));
  await writeTinyPack(join(dir, 'pack'));
  for (let n = 0; n < COUNT; n++) await writeFile(join(dir, 'import', name(n)), picture(n));
});
afterAll(() => rm(dir, { recursive: true }));

interface Progress {
  readonly state: string;
  readonly done: number;
}

function start(): { child: ChildProcess; exited: Promise<unknown[]>; progress: Progress[] } {
  const child = fork(new URL('../testing/crash-worker.ts', import.meta.url), [dir], {
    execArgv: ['--conditions=unseen-source'],
  });
  const progress: Progress[] = [];
  child.on('message', (message) => progress.push(message as Progress));
  return { child, exited: once(child, 'exit'), progress };
}

it('takes in every picture once, however often the process is killed', async () => {
  const seen: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const { child, exited, progress } = start();
    await once(child, 'message');
    // Any moment will do: planning, decoding, between the vectors and the ledger.
    await sleep(Math.random() * 500);
    child.kill('SIGKILL');
    expect(await exited).toEqual([null, 'SIGKILL']);
    seen.push(progress.at(-1)!.done);
  }
  const last = start();
  expect(await last.exited).toEqual([0, null]);
  expect(last.progress.at(-1)).toEqual({ state: 'completed', done: COUNT });
  // Each process went on where the one before was, and was killed before the end.
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBeLessThan(COUNT);

  const ledger = await openLedger({ kind: 'embedded', dir: join(dir, 'ledger') });
  const [job] = await ledger.jobs.list('default', 10);
  expect(job).toMatchObject({ state: 'completed', total: COUNT, done: COUNT, failed: 0, skipped: 0 });
  const rows = await ledger.items.page('default', 'c', undefined, COUNT + 1);
  await ledger.close();
  expect(rows.map((row) => row.id)).toEqual(Array.from({ length: COUNT }, (_, n) => name(n)));
  expect(rows.every((row) => row.state === 'indexed')).toBe(true);

  const store = await openLanceDb({ dir: join(dir, 'vectors') });
  const blobs = await openFileBlobs({ dir: join(dir, 'blobs') });
  const encoder = await openEncoder({ pack: await loadPack(join(dir, 'pack')) });
  const space = { tenant: 'default', collection: 'c', pack: encoder.pack.id };
  expect(await store.count(space)).toBe(COUNT);
  const ids = rows.map((row) => pointId(space, row.id));
  const points = await store.read(space, ids, { vectors: ['image'], regions: true, payload: true });
  expect(points.map((point) => point.payload!.contentHash)).toEqual(rows.map((row) => row.contentHash));
  const { grid, region } = encoder.pack.spaces;
  await Promise.all(
    points.map(async (point, n) => {
      expect(await blobs.has(originalKey(rows[n]!.imageKey!))).toBe(true);
      const rgb = await decodeImage(picture(n), encoder.imageSpec, { maxPixels: 1000, timeoutSeconds: 5 });
      const { global, regions } = await encoder.encodeImage(rgb, 'bulk');
      expect(innerProduct(point.vectors.image!, global)).toBeCloseTo(1, 4);
      const block = quantizeBlock(regions, grid[0] * grid[1], region, grid);
      expect(Buffer.from(point.regions!).equals(Buffer.from(block))).toBe(true);
    }),
  );
  await encoder.close();
  await blobs.close();
  await store.close();
});
