import { AppError } from '@unseen/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SearchEvent } from '../searcher-parts.ts';
import { Searcher } from '../searcher.ts';
import { ColorCollection, mixtures } from '../testing/color-collection.ts';

const ITEMS = mixtures(60);
const QUERIES = ['a red picture', 'blue and yellow', 'a dog on the green thing', 'white'];
let collection: ColorCollection;

beforeAll(async () => {
  collection = await ColorCollection.open();
  await collection.add(...ITEMS);
});
afterAll(() => collection.close());

const ids = (hits: readonly { id: string }[]) => hits.map((hit) => hit.id);

test.each(QUERIES)('in a collection of pictures, "%s" gives exactly attention\'s order', async (text) => {
  const searcher = collection.searcher({ rescoreDeadlineMs: 10_000 });
  for (const fusion of ['rrf', 'weighted'] as const) {
    const response = await searcher.search({
      space: collection.space,
      cutoff: 'off',
      text,
      fusion,
      limit: 60,
    });
    expect(response.rescored).toBe(true);
    expect(ids(response.hits)).toEqual(await collection.offlineOrder(text, ITEMS));
  }
});

test('attention changes the order of recall, so the test above says something', async () => {
  const searcher = collection.searcher({ rescoreDeadlineMs: 10_000 });
  const moved = await Promise.all(
    QUERIES.map(async (text) => {
      const order = async (rescore: 'imfa' | 'self' | 'none') =>
        ids(
          (await searcher.search({ space: collection.space, cutoff: 'off', text, rescore, limit: 60 })).hits,
        ).join();
      return new Set([await order('imfa'), await order('none'), await order('self')]).size;
    }),
  );
  expect(moved.filter((orders) => orders > 1).length).toBeGreaterThan(0);
});

test('only the window is re-scored: the best candidates of recall, put in a new order', async () => {
  const searcher = collection.searcher({ rescoreDeadlineMs: 10_000 });
  const request = {
    space: collection.space,
    cutoff: 'off' as const,
    text: 'blue and yellow',
    candidates: 20,
    limit: 20,
  };
  const before = await searcher.search({ ...request, rescore: 'none' });
  const after = await searcher.search(request);
  expect(new Set(ids(after.hits))).toEqual(new Set(ids(before.hits)));
  const members = new Set(ids(after.hits));
  const offline = await collection.offlineOrder('blue and yellow', ITEMS);
  expect(ids(after.hits)).toEqual(offline.filter((id) => members.has(id)));
});

test('with a deadline nothing can meet, the fused order comes back and says so', async () => {
  const events: SearchEvent[] = [];
  const hasty = collection.searcher({ rescoreDeadlineMs: 0, observe: (event) => events.push(event) });
  for (const text of QUERIES) {
    const late = await hasty.search({ space: collection.space, cutoff: 'off', text, limit: 60 });
    const fused = await hasty.search({
      space: collection.space,
      cutoff: 'off',
      text,
      rescore: 'none',
      limit: 60,
    });
    expect(late).toMatchObject({ rescored: false, rescoreSkipped: 'deadline' });
    expect(late.hits).toEqual(fused.hits);
    expect(fused).toMatchObject({ rescored: false, rescoreSkipped: 'not_requested' });
  }
  const skipped = events.filter((event) => event.stage === 'rescore').map((event) => event.skipped);
  expect(new Set(skipped)).toEqual(new Set(['deadline', 'not_requested']));
});

test('when scoring fails the fused order comes back, and the observer learns why', async () => {
  const { encoder, store, space } = collection;
  const events: SearchEvent[] = [];
  const failure = new AppError('encoder_failed', 'the scorer is gone');
  const searcher = new Searcher({
    encoder: {
      pack: encoder.pack,
      imageSpec: encoder.imageSpec,
      encodeImage: encoder.encodeImage.bind(encoder),
      encodeText: encoder.encodeText.bind(encoder),
      score: () => Promise.reject(failure),
    },
    store,
    decodeLimits: { maxPixels: 1e6, timeoutSeconds: 10 },
    options: { rescoreDeadlineMs: 10_000, observe: (event) => events.push(event) },
  });
  const response = await searcher.search({ space, cutoff: 'off', text: 'red', limit: 60, explain: true });
  const fused = await searcher.search({ space, cutoff: 'off', text: 'red', limit: 60, rescore: 'none' });
  expect(response).toMatchObject({ rescored: false, rescoreSkipped: 'failed' });
  expect(ids(response.hits)).toEqual(ids(fused.hits));
  expect(response.hits[0]!.explain!.fused.rank).toBe(1);
  expect(events.find((event) => event.stage === 'rescore')).toMatchObject({
    skipped: 'failed',
    error: failure,
  });
});

test('pictures compared with pictures have nothing to attend with', async () => {
  const searcher = collection.searcher();
  const response = await searcher.search({ space: collection.space, cutoff: 'off', itemId: ITEMS[0]!.id });
  expect(response).toMatchObject({ rescored: false, rescoreSkipped: 'not_applicable' });
  expect(response.hits.length).toBeGreaterThan(0);
});
