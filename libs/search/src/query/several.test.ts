import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SearchRequest } from './search-request.ts';
import type { Searcher } from '../searcher.ts';
import { ColorCollection, colorPicture, type ColorItem } from '../testing/color-collection.ts';

const COLORS = ['red', 'green', 'blue', 'yellow', 'cyan', 'magenta', 'white', 'black'];
const ITEMS: ColorItem[] = [
  ...COLORS.map((color) => ({ id: `picture-${color}`, colors: [color] })),
  ...COLORS.map((color) => ({ id: `caption-${color}`, captions: [`a ${color} thing`] })),
  { id: 'red-and-blue', colors: ['red', 'red', 'blue', 'blue'] },
  { id: 'red-and-green', colors: ['red', 'red', 'green', 'green'] },
];

let collection: ColorCollection;
let searcher: Searcher;

beforeAll(async () => {
  collection = await ColorCollection.open();
  searcher = collection.searcher({ rescoreDeadlineMs: 10_000 });
  await collection.add(...ITEMS);
});
afterAll(() => collection.close());

const search = (request: Omit<SearchRequest, 'space'>) =>
  searcher.search({
    space: collection.space,
    cutoff: 'off',
    weights: { keywords: 0 },
    limit: 200,
    ...request,
  });
const found = async (queries: SearchRequest['queries'], more: Partial<SearchRequest> = {}) =>
  (await search({ queries, ...more })).hits.map((hit) => hit.id);

describe('several queries', () => {
  test('find what is between them, and weights move it', async () => {
    const pictures = { target: 'image' } as const;
    const both = await found([{ text: 'red' }, { text: 'blue' }], pictures);
    expect(both.slice(0, 2)).toContain('red-and-blue');
    const red = await found(
      [
        { text: 'red', weight: 5 },
        { text: 'blue', weight: 0.1 },
      ],
      pictures,
    );
    expect(red[0]).toBe('picture-red');
    const blue = await found(
      [
        { text: 'red', weight: 0.1 },
        { text: 'blue', weight: 5 },
      ],
      pictures,
    );
    expect(blue[0]).toBe('picture-blue');
  });

  test('one of them alone is that query', async () => {
    const alone = await search({ text: 'red' });
    const one = await search({ queries: [{ text: 'red', weight: 3 }] });
    expect(one.hits.map(({ id, match }) => ({ id, match }))).toEqual(
      alone.hits.map(({ id, match }) => ({ id, match })),
    );
  });

  test('push away what weighs below nothing', async () => {
    const ids = await found([{ text: 'red' }, { text: 'blue', weight: -0.6 }], { target: 'image' });
    expect(ids.indexOf('red-and-green')).toBeLessThan(ids.indexOf('red-and-blue'));
    const pushed = await found([{ image: colorPicture(['red']) }, { text: 'blue', weight: -0.6 }], {
      target: 'image',
    });
    expect(pushed.indexOf('red-and-green')).toBeLessThan(pushed.indexOf('red-and-blue'));
  });

  test('take pictures and items; items are no hits', async () => {
    const ids = await found([{ itemId: 'picture-red' }, { itemId: 'picture-blue' }]);
    expect(ids[0]).toBe('red-and-blue');
    expect(ids).not.toContain('picture-red');
    expect(ids).not.toContain('picture-blue');
    const mixed = await search({
      queries: [
        { image: colorPicture(['red']), weight: 1 },
        { text: 'green', weight: 0.7 },
      ],
      explain: true,
      limit: 3,
    });
    expect(mixed.hits.map((hit) => hit.id)).toContain('red-and-green');
    const next = await search({
      queries: [
        { image: colorPicture(['red']), weight: 1 },
        { text: 'green', weight: 0.7 },
      ],
      explain: true,
      limit: 3,
      cursor: mixed.nextCursor,
    });
    expect(next.hits.filter(({ id }) => mixed.hits.some((hit) => hit.id === id))).toEqual([]);
  });

  test.each([
    ['a text beside them', { text: 'red', queries: [{ text: 'blue' }] }, 'queries'],
    ['an empty one', { queries: [{ text: '  ' }] }, 'queries[0]'],
    ['two in one', { queries: [{ text: 'a', itemId: 'b' }] }, 'queries[0]'],
    ['no weight', { queries: [{ text: 'a', weight: 0 }] }, 'queries[0].weight'],
    ['too much weight', { queries: [{ text: 'a' }, { text: 'b', weight: -11 }] }, 'queries[1].weight'],
    ['nothing wanted', { queries: [{ text: 'a', weight: -1 }] }, 'queries'],
  ])('%s is refused', async (_, request, field) => {
    await expect(search(request)).rejects.toMatchObject({ code: 'invalid_request', errors: [{ field }] });
  });
});

describe('several collections', () => {
  const other = () => ({ ...collection.space, collection: 'others' });
  const across = (request: Omit<SearchRequest, 'space'>) =>
    searcher.searchAcross(
      [collection.space, other()].map((space) => ({ space, cutoff: 'off' as const, ...request })),
    );

  beforeAll(async () => {
    const { store, space } = collection;
    await store.ensureSpace(other(), collection.encoder.pack.spaces.global);
    const points = await store.read(
      space,
      ITEMS.slice(0, 8).map(({ id }) => collection.point(id)),
      {
        vectors: ['image'],
        regions: true,
        payload: true,
      },
    );
    await store.upsert(
      other(),
      points.map((point, number) => ({
        ...point,
        itemId: `other-${point.itemId}`,
        payload: { ...point.payload!, metadata: { number, kind: 'other' } },
      })),
    );
  });

  test('are one answer by match, page by page without a gap', async () => {
    const request = { text: 'red', target: 'image', limit: 3 } as const;
    const whole = await across({ ...request, limit: 200 });
    expect(whole.hits).toHaveLength(18);
    expect(new Set(whole.hits.slice(0, 2).map(({ id }) => id))).toEqual(
      new Set(['picture-red', 'other-picture-red']),
    );
    expect(whole.hits.find(({ id }) => id === 'other-picture-red')).toMatchObject({ collection: 'others' });
    expect(whole.total).toEqual({ value: 18, exact: true });
    expect(whole.nextCursor).toBeUndefined();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await across({ ...request, cursor });
      seen.push(...page.hits.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(whole.hits.map(({ id }) => id));
  });

  test('are counted together and sorted together', async () => {
    const { facets, hits } = await across({
      text: 'red',
      target: 'image',
      facets: [{ field: 'kind' }],
      sort: [{ field: 'number', order: 'desc' }],
      limit: 3,
    });
    expect(facets).toEqual({ kind: { values: [{ value: 'other', count: 8 }], exact: true } });
    expect(hits.map((hit) => hit.metadata['number'])).toEqual([7, 6, 5]);
  });

  test.each([
    ['an item', { itemId: 'picture-red' }],
    ['groups', { text: 'red', groupBy: { field: 'kind' } }],
    ['nothing to search with', {}],
  ])('are refused with %s', async (_, request) => {
    await expect(across(request)).rejects.toMatchObject({
      code: 'invalid_request',
      errors: [{ field: 'collections' }],
    });
    await expect(across({ text: 'red', cursor: 'x~y~z' })).rejects.toMatchObject({ code: 'invalid_cursor' });
  });
});
