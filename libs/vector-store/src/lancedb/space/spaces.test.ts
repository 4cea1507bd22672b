import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@lancedb/lancedb';
import { isAppError } from '@unseen/domain';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openLanceDb } from '../../index.ts';
import { testPoints } from '../testing/test-points.ts';
import { spaceName } from './space-name.ts';
import { readFacts } from './space-schema.ts';

const SPACE = { tenant: 't', collection: 'c', pack: 'p@1' };

describe('the store on disk', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'unseen-spaces-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  const inspect = async () => (await connect(dir)).openTable(spaceName(SPACE));

  it('says in each table which space it is', async () => {
    const store = await openLanceDb({ dir });
    await store.ensureSpace(SPACE, 8);
    await store.close();
    expect(readFacts(await (await inspect()).schema())).toEqual({ format: 1, ...SPACE, dimensions: 8 });
  });

  it('completes a table whose creation was cut short', async () => {
    await mkdir(join(dir, `${spaceName(SPACE)}.lance`, 'data'), { recursive: true });
    const store = await openLanceDb({ dir });
    expect(await store.hasSpace(SPACE)).toBe(false);
    await store.ensureSpace(SPACE, 8);
    await store.upsert(SPACE, testPoints(SPACE, 3, 8));
    expect(await store.count(SPACE)).toBe(3);
    await store.close();
  });

  it('tidies up by itself once writing pauses, also what an earlier process left', async () => {
    const first = await openLanceDb({ dir, optimizeEverySeconds: 0 });
    await first.ensureSpace(SPACE, 8);
    for (const point of testPoints(SPACE, 12, 8)) await first.upsert(SPACE, [point]);
    await first.close();
    const fragments = async () => (await (await inspect()).stats()).fragmentStats.numFragments;
    expect(await fragments()).toBe(12);
    const errors: unknown[] = [];
    const second = await openLanceDb({
      dir,
      optimizeEverySeconds: 0.02,
      indexFrom: 10,
      keepSeconds: 0.2,
      onMaintenanceError: (error) => errors.push(error),
    });
    expect(await second.count(SPACE)).toBe(12);
    await vi.waitFor(async () => expect(await fragments()).toBe(1), { timeout: 300_000, interval: 20 });
    const files = async () => (await readdir(join(dir, `${spaceName(SPACE)}.lance`, 'data'))).length;
    await vi.waitFor(async () => expect(await files()).toBe(1), { timeout: 300_000, interval: 20 });
    await vi.waitFor(
      async () => {
        const names = (await (await inspect()).listIndices()).map((index) => index.name);
        expect(names.sort()).toEqual(['id_btree', 'keywords_fts', 'tags_labels']);
      },
      { timeout: 300_000, interval: 20 },
    );
    await second.close();
    expect(errors).toEqual([]);
  });

  it('reports an unusable directory without naming it', async () => {
    const file = join(dir, 'file');
    await writeFile(file, '');
    const error = await openLanceDb({ dir: join(file, 'below') }).catch((thrown: unknown) => thrown);
    expect(isAppError(error, 'vector_store_unavailable')).toBe(true);
    expect(String(error)).not.toContain(dir);
    const store = await openLanceDb({ dir: join(dir, 'fine') });
    await store.ping();
    await rm(join(dir, 'fine'), { recursive: true });
    await expect(store.ping()).rejects.toMatchObject({ code: 'vector_store_unavailable' });
    await store.close();
  });
});
