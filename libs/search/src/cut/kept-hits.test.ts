import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SearchRequest } from '../query/search-request.ts';
import type { Searcher } from '../searcher.ts';
import { ColorCollection, colorPicture } from '../testing/color-collection.ts';

const COLORS = ['red', 'green', 'blue', 'yellow', 'cyan', 'magenta', 'white', 'black'];
let collection: ColorCollection;
let searcher: Searcher;

beforeAll(async () => {
  collection = await ColorCollection.open();
  searcher = collection.searcher({ rescoreDeadlineMs: 10_000 });
  await collection.add(
    ...COLORS.map((color) => ({ id: `picture-${color}`, colors: [color] })),
    ...COLORS.map((color) => ({ id: `caption-${color}`, captions: [`a ${color} dog`] })),
  );
});
afterAll(() => collection.close());

const search = (request: Omit<SearchRequest, 'space'>) =>
  searcher.search({ space: collection.space, limit: 16, ...request });

test.each(['imfa', 'none'] as const)('the tail is cut and counted, re-scored by %s', async (rescore) => {
  const all = await search({ text: 'red', rescore });
  const cut = await search({ text: 'red', rescore, cutoff: 'auto' });
  expect(all).toMatchObject({ cut: 0 });
  expect(cut.cut).toBeGreaterThan(0);
  expect(cut.hits.length + cut.cut).toBe(all.hits.length);
  expect(cut.hits).toEqual(all.hits.slice(0, cut.hits.length));
  expect(cut.hits.map((hit) => hit.id)).toEqual(expect.arrayContaining(['picture-red', 'caption-red']));
  expect(cut.hits.map((hit) => hit.id)).not.toContain('picture-cyan');
});

test('the cut hits are on no later page either', async () => {
  const whole = await search({ text: 'red', cutoff: 'auto' });
  const first = await search({ text: 'red', cutoff: 'auto', limit: 1 });
  const rest = await search({ text: 'red', cutoff: 'auto', limit: 16, cursor: first.nextCursor });
  expect([...first.hits, ...rest.hits]).toEqual(whole.hits);
  expect(rest).toMatchObject({ cut: whole.cut });
  expect(rest.nextCursor).toBeUndefined();
});

test('a query with a picture or an item is not cut', async () => {
  for (const query of [
    { image: colorPicture(['red']) },
    { itemId: 'caption-red' },
    { itemId: 'picture-red', text: 'blue' },
  ]) {
    expect(await search({ ...query, cutoff: 'auto' })).toMatchObject({ cut: 0 });
  }
});
