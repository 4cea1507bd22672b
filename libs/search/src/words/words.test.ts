import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rankedList } from '../fuse/ranked-list.ts';
import type { SearchRequest } from '../query/search-request.ts';
import type { ListKey } from '../recall/list-key.ts';
import type { Searcher } from '../searcher.ts';
import { ColorCollection, mixtures } from '../testing/color-collection.ts';
import { queryWords } from './query-words.ts';
import { wordMatch, wordMatches } from './word-match.ts';

let collection: ColorCollection;
let searcher: Searcher;

/** Pictures that say nothing of what is asked for, each with words of its own. */
const ITEMS = mixtures(60).map((item, index) => ({
  ...item,
  id: `${10_000 + index}`,
  captions: index % 3 === 0 ? [`a thing of kind ${index % 7}`] : [],
  metadata: {
    sku: `AB-${1_000 + 37 * index}/X`,
    brand: ['adidas', 'reebok', 'nike'][index % 3]!,
    type: ['sandals', 'boots', 'slippers', 'shoes'][index % 4]!,
  },
}));
const FIELDS = { keywordFields: ['sku', 'brand', 'type'] };
/** Over what the tiny model takes words it does not know for. */
const SURE = { minMatch: 0.74 };

beforeAll(async () => {
  collection = await ColorCollection.open();
  searcher = collection.searcher({ rescoreDeadlineMs: 10_000 });
  await collection.add(...ITEMS);
});
afterAll(() => collection.close());

const search = (request: Omit<SearchRequest, 'space'>) =>
  searcher.search({ space: collection.space, ...FIELDS, ...request });
const found = async (request: Omit<SearchRequest, 'space'>) =>
  (await search(request)).hits.map((hit) => hit.id);

describe('the words of a query', () => {
  test('find an id and a code first, and nothing else matches', async () => {
    for (const { id, metadata } of ITEMS.slice(0, 12)) {
      for (const text of [id, metadata.sku, metadata.sku.replaceAll(/\W/g, '').toLowerCase()]) {
        expect(await found({ text, minMatch: 1 })).toEqual([id]);
        const { hits } = await search({ text, cutoff: 'off' });
        expect(hits[0]).toMatchObject({ id, match: 1 });
        expect(hits.length).toBe(20);
      }
    }
  });

  test('find what holds all of them, in whichever field', async () => {
    const expected = ITEMS.filter(({ metadata: { brand, type } }) => brand === 'reebok' && type === 'boots');
    const { hits } = await search({ text: 'the Reebok boots', ...SURE });
    expect(hits.map((hit) => hit.id).toSorted()).toEqual(expected.map(({ id }) => id));
    expect(hits.every((hit) => hit.match === 0.9 && !hit.weak)).toBe(true);
    expect(
      await found({ text: 'reebok boots', filter: { op: 'eq', field: '$id', value: '10001' }, ...SURE }),
    ).toEqual(['10001']);
  });

  test('are no slips of others where an item holds them', async () => {
    const ids = ['horses', 'houses'];
    await collection.add(
      { ...ITEMS[0]!, id: ids[0]!, metadata: { type: 'horse' } },
      { ...ITEMS[1]!, id: ids[1]!, metadata: { type: 'house' } },
    );
    const matches = async (text: string) => {
      const { space, store } = collection;
      const words = queryWords(text, ['type'])!;
      const [entries = []] = await store.search(space, [{ ...words, limit: 10 }]);
      const list = rankedList<ListKey>('keywords', 1, entries);
      const matched = await wordMatches([list], { space, words }, store);
      return ids.map((id) => matched.get(collection.point(id)) ?? 0);
    };
    expect(await matches('horse')).toEqual([0.9, 0]);
    expect(await matches('house')).toEqual([0, 0.9]);
    expect(await matches('hoise')).toEqual([0.75, 0.75]);
    expect(await matches('horsr')).toEqual([0.75, 0]);
    expect(await matches('ho use')).toEqual([0, 0]);
    await collection.remove(...ids);
  });

  test('are looked for in the fields the collection names alone', async () => {
    expect(await found({ text: 'reebok', ...SURE })).toHaveLength(20);
    expect(await found({ text: 'reebok', keywordFields: [], ...SURE })).toEqual([]);
  });

  test('do not count where they are weighed with nothing, and alone where all else is', async () => {
    expect(await found({ text: 'reebok', weights: { keywords: 0 }, ...SURE })).toEqual([]);
    const { hits } = await search({
      text: 'reebok boots',
      weights: { image: 0, caption: 0 },
      cutoff: 'off',
      explain: true,
      limit: 5,
    });
    expect(hits.every((hit) => hit.metadata['brand'] === 'reebok' && hit.metadata['type'] === 'boots')).toBe(
      true,
    );
    expect(hits[0]!.explain!.lists.map(({ modality }) => modality)).toEqual(['keywords']);
  });

  test('are explained like the other lists, and their share is part of the score', async () => {
    const { hits, nextCursor } = await search({ text: 'nike shoes', explain: true, cutoff: 'off', limit: 3 });
    const second = await search({
      text: 'nike shoes',
      explain: true,
      cutoff: 'off',
      limit: 3,
      cursor: nextCursor,
    });
    for (const hit of [...hits, ...second.hits]) {
      const { lists } = hit.explain!;
      const words = lists.find(({ modality }) => modality === 'keywords')!;
      expect(words).toMatchObject({ query: 'text', rank: expect.any(Number) as number });
      expect(words.score).toBeGreaterThan(0);
      const shares = lists.map(({ counted }) => counted?.contribution ?? 0);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(hit.score, 2);
    }
  });

  test('are refused weights that are none', async () => {
    for (const weight of [-1, 11, Number.NaN]) {
      await expect(search({ text: 'x', weights: { image: weight } })).rejects.toMatchObject({
        code: 'invalid_request',
        errors: [{ field: 'weights.image' }],
      });
    }
  });
});

describe('the match of words', () => {
  const item = {
    itemId: 'X-7',
    payload: { captions: ['Black running shoes'], metadata: { brand: 'Adidas', note: 'secret' } },
  };
  test.each([
    ['black shoes', 0.9],
    ['the shoes of adidas', 0.9],
    ['black shoos', 0.75],
    ['addidas', 0.75],
    ['x7', 1],
    ['X-7', 1],
    ['X-8', 0],
    ['black boots', 0],
    ['secret', 0],
    ['blavk', 0.75],
    ['blac', 0.75],
    ['shoe', 0.75],
    ['unning', 0.75],
    ['blak7', 0],
    ['rning', 0],
  ])('%s: %d', (text, expected) => {
    expect(wordMatch(queryWords(text, ['brand'])!, item)).toBe(expected);
  });

  test('a text that only serves the grammar looks for nothing', () => {
    expect(queryWords('of the')).toBeUndefined();
    expect(queryWords('?!')).toBeUndefined();
  });
});
