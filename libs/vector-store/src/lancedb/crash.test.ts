import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pointId } from '@unseen/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLanceDb } from '../index.ts';
import { CRASH_SPACE, vectorOf } from './testing/crash-space.ts';

interface Acknowledged {
  readonly ready?: true;
  readonly items?: readonly string[];
  readonly removed?: string;
  readonly version?: number;
}

/** What is known of an item: the newest version acknowledged, and whether its removal was. */
interface Known {
  version: number;
  removed: boolean;
}

/** Runs the writer, kills it after so many acknowledgements, and notes what it had acknowledged. */
async function writeUntilKilled(
  dir: string,
  from: number,
  acknowledgements: number,
  known: Map<string, Known>,
): Promise<void> {
  const child = fork(new URL('./testing/crash-writer.ts', import.meta.url), [dir, String(from)], {
    execArgv: ['--conditions=unseen-source'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const exited = once(child, 'exit');
  let count = 0;
  child.on('message', ({ items = [], removed, version = 0 }: Acknowledged) => {
    for (const item of items) known.set(item, { version, removed: false });
    if (removed !== undefined) known.set(removed, { version, removed: true });
    count += 1;
    if (count === acknowledgements) child.kill('SIGKILL');
  });
  const [, signal] = (await exited) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
}

describe('kill -9 while writing', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'unseen-crash-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('loses nothing acknowledged and tears no point', async () => {
    const known = new Map<string, Known>();
    for (const [round, acknowledgements] of [3, 40, 77, 121].entries()) {
      const from = (round + 1) * 1_000;
      await writeUntilKilled(dir, from, acknowledgements, known);
      const store = await openLanceDb({ dir, optimizeEverySeconds: 0 });
      const ids = [...known.keys()].map((item) => pointId(CRASH_SPACE, item));
      const points = await store.read(CRASH_SPACE, ids, { vectors: ['image'], regions: true, payload: true });
      const stored = new Map(points.map((point) => [point.itemId, point]));
      for (const [item, { version, removed }] of known) {
        const point = stored.get(item);
        // A removal is followed by other versions only after it was acknowledged, and then by a newer one.
        if (removed && !point) continue;
        const found = Number(point?.payload?.metadata.version);
        expect(found, item).toBeGreaterThanOrEqual(removed ? version + 1 : version);
        expect(point!.vectors.image, item).toEqual(vectorOf(found));
        expect(new Set(point!.regions), item).toEqual(new Set([found % 251]));
      }
      const all = await store.page(CRASH_SPACE, 10_000);
      expect(new Set(all.map((entry) => entry.itemId)).size).toBe(all.length);
      expect(await store.count(CRASH_SPACE)).toBe(all.length);
      await store.optimize(CRASH_SPACE);
      expect(await store.count(CRASH_SPACE)).toBe(all.length);
      await store.close();
    }
    expect(known.size).toBeGreaterThan(50);
  }, 60_000);
});
