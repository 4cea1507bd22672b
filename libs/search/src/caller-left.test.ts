import { afterAll, beforeAll, expect, test } from 'vitest';
import { SEARCH_STAGES, type SearchEvent } from './searcher-parts.ts';
import { ColorCollection, mixtures } from './testing/color-collection.ts';

let collection: ColorCollection;
beforeAll(async () => {
  collection = await ColorCollection.open();
  const items = mixtures(20).map((item) => ({ ...item, captions: [`a ${item.colors[0]} thing`] }));
  await collection.add(...items);
});
afterAll(() => collection.close());

/** A searcher, and the stages it has run. */
function watched(onStage: (event: SearchEvent) => void = () => undefined) {
  const stages: string[] = [];
  const observe = (event: SearchEvent) => {
    if (stages.at(-1) !== event.stage) stages.push(event.stage);
    onStage(event);
  };
  return { stages, searcher: collection.searcher({ rescoreDeadlineMs: 10_000, observe }) };
}

/** Texts the encoder has run so far. */
function textsRun(): number {
  const { batches, meanBatch } = collection.encoder.stats();
  return Math.round(batches.texts * meanBatch.texts);
}

test('a caller that leaves while the encoder is busy costs no inference and no recall', async () => {
  const { space, encoder } = collection;
  const { searcher, stages } = watched();
  const before = textsRun();
  const busy = Array.from({ length: 320 }, (_, n) => encoder.encodeText(`red ${n}`, 'interactive'));
  const leaving = new AbortController();
  const search = searcher.search({ space, text: 'a red thing', not: 'blue' }, leaving.signal);
  const outcome = expect(search).rejects.toThrow('left');
  await Promise.resolve();
  leaving.abort(new Error('left'));
  await outcome;
  await Promise.all(busy);
  expect(textsRun() - before).toBe(busy.length);
  expect(stages).toEqual(['embed']);
});

test.each(SEARCH_STAGES.slice(0, -1))('one that leaves during %s is done with after it', async (stage) => {
  const { space } = collection;
  const leaving = new AbortController();
  const { searcher, stages } = watched((event) => {
    if (event.stage === stage) leaving.abort(new Error('left'));
  });
  const request = { space, text: 'a red thing', cutoff: 'auto', explain: true } as const;
  await expect(searcher.search(request, leaving.signal)).rejects.toThrow('left');
  expect(stages).toEqual(SEARCH_STAGES.slice(0, SEARCH_STAGES.indexOf(stage) + 1));
});

test('one that stays is answered as ever', async () => {
  const { space } = collection;
  const { searcher, stages } = watched();
  const request = { space, text: 'a red thing', cutoff: 'auto', explain: true } as const;
  const { hits } = await searcher.search(request, new AbortController().signal);
  expect(hits.length).toBeGreaterThan(0);
  expect(stages).toEqual(SEARCH_STAGES);
});

test('a text that was announced is encoded once, and what makes no query is not', async () => {
  const { space } = collection;
  const { searcher } = watched();
  const cost = async (text: string, announce: () => void) => {
    const before = textsRun();
    announce();
    await searcher.search({ space, text });
    return textsRun() - before;
  };
  // The first search of all encodes what every search is held against.
  await cost('a red thing', () => undefined);
  const alone = await cost('a green thing', () => undefined);
  const announced = await cost('a black thing', () => {
    for (let i = 0; i < 3; i++) searcher.expect(' a black thing ');
    for (const nothing of ['', '  ', 'x'.repeat(1_000_000), '\ud800']) searcher.expect(nothing);
    searcher.expect('of somebody who left', AbortSignal.abort());
  });
  expect(announced).toBe(alone);
});
