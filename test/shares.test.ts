import {
  backgroundOf,
  ClassIndex,
  DEFAULT_CALIBRATION,
  lineOfWords,
  LiveCatalogue,
  makeLens,
  type ItemVectors,
} from '@unseen/classes';
import { pointId, type CatalogueClass, type VectorStore } from '@unseen/domain';
import { loadPack, openEncoder, type Encoder } from '@unseen/encoder';
import { Searcher } from '@unseen/search';
import { openLanceDb } from '@unseen/vector-store';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LITE } from '../benchmarks/support/engines.ts';

const LIMITS = { maxPixels: 1_000_000, timeoutSeconds: 10 };
const KINDS = ['brown', 'black', 'white', 'small', 'wet'];
const DOGS = KINDS.flatMap((kind) =>
  ['runs through the grass', 'swims in a lake', 'plays with a ball', 'jumps over a fence'].map(
    (does) => `a ${kind} dog ${does}`,
  ),
);
const OTHERS = ['a man', 'a woman', 'two boys', 'a girl in a dress', 'an old couple'].flatMap((who) =>
  ['climbs a steep rock', 'rides a bicycle', 'plays soccer', 'sits at a table', 'stands in the snow'].flatMap(
    (does) => ['', ' at night', ' in the rain', ' near a car'].map((where) => `${who} ${does}${where}`),
  ),
);
/** Other items beside the same dogs: from one in six to none. */
const BESIDE = [OTHERS.length, 60, 20, 5, 0];

let folder: string;
let encoder: Encoder;
let store: VectorStore;
const vectors = new Map<string, ItemVectors>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unseen-shares-'));
  encoder = await openEncoder({ pack: await loadPack(LITE), workers: 1, threads: 1, maxBatch: 8 });
  store = await openLanceDb({ dir: folder, optimizeEverySeconds: 0 });
  await Promise.all(
    [...DOGS, ...OTHERS].map(async (caption) => {
      vectors.set(caption, { caption: (await encoder.encodeText(caption, 'bulk')).global });
    }),
  );
});
afterAll(async () => {
  await store.close();
  await encoder.close();
  await rm(folder, { recursive: true, force: true });
});

test('what is found, and what its class is, does not depend on how much else there is', async () => {
  const searcher = new Searcher({ encoder, store, decodeLimits: LIMITS });
  const dog = await encoder.encodeText('dog', 'bulk');
  const entry: CatalogueClass = {
    id: 'c1',
    name: 'dog',
    synonyms: [],
    seen: false,
    status: 'active',
    exemplars: [],
    since: 1,
  };
  const answers = await Promise.all(
    BESIDE.map(async (count) => {
      const captions = [...DOGS, ...OTHERS.slice(0, count)];
      const space = { tenant: 'default', collection: `beside-${count}`, pack: encoder.pack.id };
      await store.ensureSpace(space, encoder.pack.spaces.global);
      await store.upsert(
        space,
        captions.map((caption) => ({
          id: pointId(space, caption),
          itemId: caption,
          vectors: vectors.get(caption)!,
          payload: { captions: [caption], metadata: {}, hasImage: false, contentHash: '0'.repeat(64) },
        })),
      );
      const items = captions.map((caption) => vectors.get(caption)!);
      const background = backgroundOf(items, encoder.pack.spaces.global);
      const scored = { entry, text: dog.global, exemplars: [], line: lineOfWords([dog]) };
      const index = new ClassIndex([scored], background, encoder.pack.manifest.match!.line);
      const live = new LiveCatalogue(1, [entry], index, background, DEFAULT_CALIBRATION);
      // Words are left aside: they would find the dogs whatever the match is.
      const shared = { space, limit: 200, candidates: 200, weights: { keywords: 0 } } as const;
      const found = await searcher.search({
        ...shared,
        text: 'a dog',
        lens: makeLens(live, { text: 'a dog' }),
      });
      const members = await searcher.search({
        ...shared,
        text: 'outdoors',
        cutoff: 'off',
        lens: makeLens(live, { classes: ['dog'] }),
      });
      return {
        matches: new Map(found.hits.map(({ id, match }) => [id, match])),
        members: members.hits.map(({ id }) => id).sort(),
      };
    }),
  );
  const [first, ...rest] = answers;
  const dogs = [...first!.matches].filter(([id]) => DOGS.includes(id));
  expect(dogs.length).toBeGreaterThanOrEqual(0.9 * DOGS.length);
  for (const { matches, members } of rest) {
    expect([...matches].filter(([id]) => DOGS.includes(id)).sort()).toEqual(dogs.toSorted());
    expect(members.filter((id) => DOGS.includes(id))).toEqual(
      first!.members.filter((id) => DOGS.includes(id)),
    );
  }
  for (const { matches, members } of answers) {
    expect(dogs.length / matches.size).toBeGreaterThanOrEqual(0.8);
    expect(members.length).toBeGreaterThanOrEqual(0.9 * DOGS.length);
    expect(members.filter((id) => !DOGS.includes(id)).length).toBeLessThanOrEqual(0.2 * members.length);
  }
});
