import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pointId, type VectorStore } from '@unseen/domain';
import { openLanceDb } from '@unseen/vector-store';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dot, unit } from '../prototype/vectors.ts';
import { DEFAULT_CALIBRATION } from '../score/decide.ts';
import type { ScoredClass } from '../score/class-index.ts';
import { catalogueClass } from '../testing/classes.ts';
import { reachOf } from './reach.ts';

const SPACE = { tenant: 't', collection: 'c', pack: 'p@1' };
const ITEMS = 700;
const DIMENSIONS = 8;

/** Vectors about one direction, the same in every run. */
const vectors = Array.from({ length: ITEMS }, (_, i) =>
  unit(Float32Array.from({ length: DIMENSIONS }, (_, d) => (d === 0 ? 1 : Math.sin(i * 7.3 + d * 1.9)))),
);

let dir: string;
let store: VectorStore;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'unseen-reach-'));
  store = await openLanceDb({ dir });
  await store.ensureSpace(SPACE, DIMENSIONS);
  await store.upsert(
    SPACE,
    vectors.map((vector, i) => ({
      id: pointId(SPACE, `i${i}`),
      itemId: `i${i}`,
      vectors: { [i % 2 === 0 ? 'image' : 'caption']: vector },
      payload: { captions: [], metadata: {}, hasImage: i % 2 === 0, contentHash: '0'.repeat(64) },
    })),
  );
});
afterAll(async () => {
  await store?.close();
  await rm(dir, { recursive: true });
});

it('finds every item in reach, also where more are than neighbors are asked for', async () => {
  const prototype = unit(Float32Array.from({ length: DIMENSIONS }, (_, d) => (d < 2 ? 1 : 0)));
  const least = 0.3;
  const scored = {
    entry: catalogueClass({ name: 'near' }),
    prototype: { image: prototype, caption: prototype },
    offset: { image: least, caption: least },
    spread: { image: 0, caption: 0 },
  } as unknown as ScoredClass;
  const expected = vectors.flatMap((vector, i) => (dot(vector, prototype) >= least ? [`i${i}`] : []));
  expect(expected.length).toBeGreaterThan(300);
  expect(expected.length).toBeLessThan(ITEMS);
  for (const most of [100_000, 256, 10]) {
    const reached = await reachOf(store, SPACE, scored, { calibration: DEFAULT_CALIBRATION }, most);
    expect(reached.toSorted()).toEqual(expected.toSorted());
  }
});
