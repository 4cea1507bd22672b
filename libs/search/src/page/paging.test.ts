import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SearchRequest } from '../query/search-request.ts';
import type { Hit } from '../search-response.ts';
import type { Searcher } from '../searcher.ts';
import { ColorCollection, mixtures } from '../testing/color-collection.ts';

const ITEMS = mixtures(50);
let collection: ColorCollection;
let searcher: Searcher;

beforeAll(async () => {
  collection = await ColorCollection.open();
  searcher = collection.searcher({ rescoreDeadlineMs: 10_000 });
  await collection.add(...ITEMS);
});
afterAll(() => collection.close());

/** Reads page after page; `between` runs before each page but the first. */
async function pages(
  request: Omit<SearchRequest, 'space'>,
  limits: readonly number[],
  between = async (_: number) => {},
) {
  const read: Hit[][] = [];
  let cursor: string | undefined;
  do {
    if (cursor !== undefined) await between(read.length);
    const limit = limits[read.length % limits.length]!;
    const response = await searcher.search({
      space: collection.space,
      cutoff: 'off',
      ...request,
      limit,
      cursor,
    });
    read.push(response.hits);
    cursor = response.nextCursor;
  } while (cursor !== undefined);
  return read;
}

test.each([[[7]], [[1]], [[50]], [[3, 20, 1]]])(
  'pages of %j put together are the whole result',
  async (limits) => {
    const request = { text: 'blue and red', candidates: 50 };
    const whole = await searcher.search({ space: collection.space, cutoff: 'off', ...request, limit: 50 });
    const read = await pages(request, limits);
    expect(read.flat()).toEqual(whole.hits);
    expect(whole.hits).toHaveLength(50);
  },
);

test('explained pages put together are the whole explained result', async () => {
  const request = { text: 'green', explain: true, candidates: 30 };
  const whole = await searcher.search({ space: collection.space, cutoff: 'off', ...request, limit: 30 });
  expect((await pages(request, [8])).flat()).toEqual(whole.hits);
});

test('nothing is repeated or skipped while items come and go between pages', async () => {
  const request = { text: 'white', candidates: 50 };
  const whole = await searcher.search({ space: collection.space, cutoff: 'off', ...request, limit: 50 });
  const expected = whole.hits.map((hit) => hit.id);
  const gone = new Set([expected[12]!, expected[13]!, expected[30]!]);
  const read = await pages(request, [10], async (page) => {
    // Better matches than any before, and deletions ahead of the reader and behind it.
    await collection.add({ id: `newcomer-${page}`, colors: ['white'] });
    if (page === 1) await collection.remove(expected[0]!, ...gone);
  });
  expect(read.flat().map((hit) => hit.id)).toEqual(expected.filter((id) => !gone.has(id)));
  expect(read.map((page) => page.length)).toEqual([10, 10, 10, 10, 7]);
  await collection.remove('newcomer-1', 'newcomer-2', 'newcomer-3', 'newcomer-4');
  await collection.add(...ITEMS.filter((item) => item.id === expected[0] || gone.has(item.id)));
});

test('a cursor is bound to its request', async () => {
  const first = await searcher.search({ space: collection.space, cutoff: 'off', text: 'red', limit: 5 });
  const next = (change: Partial<SearchRequest>) =>
    searcher.search({
      space: collection.space,
      cutoff: 'off',
      text: 'red',
      limit: 5,
      cursor: first.nextCursor,
      ...change,
    });
  await expect(next({ text: 'blue' })).rejects.toMatchObject({ code: 'invalid_cursor' });
  await expect(next({ space: { ...collection.space, tenant: 'other' } })).rejects.toMatchObject({
    code: 'invalid_cursor',
  });
  await expect(next({ cursor: `${first.nextCursor!}x` })).rejects.toMatchObject({ code: 'invalid_cursor' });
  expect((await next({})).hits).toHaveLength(5);
});

test('later pages keep saying how the order came about', async () => {
  const hasty = collection.searcher({ rescoreDeadlineMs: 0 });
  const first = await hasty.search({ space: collection.space, cutoff: 'off', text: 'red', limit: 5 });
  const second = await hasty.search({
    space: collection.space,
    cutoff: 'off',
    text: 'red',
    limit: 5,
    cursor: first.nextCursor,
  });
  expect(second).toMatchObject({ rescored: false, rescoreSkipped: 'deadline' });
});

test('any instance opens the cursor of another', async () => {
  const first = await searcher.search({ space: collection.space, cutoff: 'off', text: 'red', limit: 5 });
  const other = collection.searcher();
  const second = await other.search({
    space: collection.space,
    cutoff: 'off',
    text: 'red',
    limit: 5,
    cursor: first.nextCursor,
  });
  expect(second.hits).toHaveLength(5);
});
