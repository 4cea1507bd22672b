import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VectorPoint, VectorStore } from '@unseen/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openLanceDb } from '../../index.ts';
import { spaceName } from '../space/space-name.ts';
import { testPoints } from '../testing/test-points.ts';

const SPACE = { tenant: 't', collection: 'c', pack: 'p@1' };
const ALL = { vectors: ['image'], regions: true, payload: true } as const;

describe('space of replaced and removed records', () => {
  let dir: string;
  let store: VectorStore;
  const options = { optimizeEverySeconds: 0, keepSeconds: 0 };
  const logDir = () => join(dir, `${spaceName(SPACE)}.records`);
  const logBytes = async () => {
    const sizes = await Promise.all((await readdir(logDir())).map((name) => stat(join(logDir(), name))));
    return sizes.reduce((sum, { size }) => sum + size, 0);
  };
  const reopen = async () => {
    await store.close();
    store = await openLanceDb({ dir, ...options });
  };
  const expectAll = async (points: readonly VectorPoint[]) => {
    const read = await store.read(
      SPACE,
      points.map(({ id }) => id),
      ALL,
    );
    expect(read).toEqual(points);
  };

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'unseen-collect-'));
    store = await openLanceDb({ dir, ...options });
    await store.ensureSpace(SPACE, 8);
  });
  afterEach(async () => {
    await store.close();
    await rm(dir, { recursive: true, force: true });
  });

  it('is given back when all of a segment is replaced', async () => {
    const points = testPoints(SPACE, 600, 8);
    await store.upsert(SPACE, points);
    const before = await logBytes();
    await reopen();
    await store.upsert(SPACE, points);
    expect(await logBytes()).toBe(2 * before);
    await store.optimize(SPACE);
    await vi.waitFor(async () => {
      await store.optimize(SPACE);
      expect(await logBytes()).toBe(before);
    });
    await expectAll(points);
  });

  it('is given back when most of a segment is removed, and what stays is moved and found', async () => {
    const points = testPoints(SPACE, 600, 8);
    await store.upsert(SPACE, points);
    const before = await logBytes();
    await reopen();
    const kept = points.filter((_, i) => i % 3 === 0);
    await store.search(SPACE, [{ modality: 'image', vector: points[0]!.vectors.image!, limit: 600 }]);
    await store.delete(
      SPACE,
      points.filter((_, i) => i % 3 !== 0).map(({ id }) => id),
    );
    await store.optimize(SPACE);
    await expectAll(kept);
    await vi.waitFor(async () => {
      await store.optimize(SPACE);
      expect(await logBytes()).toBeLessThan(before / 2);
    });
    await expectAll(kept);
    await reopen();
    await expectAll(kept);
    expect(await store.count(SPACE)).toBe(200);
    const [hits] = await store.search(SPACE, [
      { modality: 'image', vector: kept[0]!.vectors.image!, limit: 1 },
    ]);
    expect(hits).toMatchObject([{ itemId: kept[0]!.itemId }]);
  });

  it('stays where most of a segment is still in use', async () => {
    const points = testPoints(SPACE, 100, 8);
    await store.upsert(SPACE, points);
    await reopen();
    await store.delete(SPACE, [points[0]!.id]);
    const before = await logBytes();
    await store.optimize(SPACE);
    await store.optimize(SPACE);
    expect(await logBytes()).toBe(before);
    await expectAll(points.slice(1));
  });

  it('goes with the space', async () => {
    await store.upsert(SPACE, testPoints(SPACE, 3, 8));
    await store.dropSpace(SPACE);
    expect(await readdir(dir)).toEqual([]);
  });
});
