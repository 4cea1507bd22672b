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

test.each(['imfa', 'none'] as const)(
  'what does not match is left out and counted, re-scored by %s',
  async (rescore) => {
    const all = await search({ text: 'red', rescore, cutoff: 'off' });
    const cut = await search({ text: 'red', rescore });
    expect(all).toMatchObject({ cut: 0 });
    expect(cut.cut).toBeGreaterThan(0);
    expect(cut.hits).toEqual(all.hits.filter((hit) => !hit.weak));
    expect(cut.hits.length + cut.cut).toBe(all.hits.length);
    expect(cut.hits.map((hit) => hit.id)).toEqual(expect.arrayContaining(['picture-red', 'caption-red']));
    expect(cut.hits.map((hit) => hit.id)).not.toContain('picture-cyan');
  },
);

test('a match rests on the item alone: not on what else is there, nor on whether it was re-scored', async () => {
  const matchOf = async (request: Omit<SearchRequest, 'space'>) =>
    new Map((await search({ ...request, cutoff: 'off' })).hits.map(({ id, match }) => [id, match]));
  const before = await matchOf({ text: 'red' });
  await collection.add(...Array.from({ length: 12 }, (_, n) => ({ id: `more-${n}`, colors: ['red'] })));
  const filled = await matchOf({ text: 'red', limit: 40 });
  const plain = await matchOf({ text: 'red', limit: 40, rescore: 'none' });
  await collection.remove(...Array.from({ length: 12 }, (_, n) => `more-${n}`));
  for (const [id, match] of before) {
    expect(filled.get(id)).toBe(match);
    expect(plain.get(id)).toBe(match);
  }
});

test('the least match can be chosen', async () => {
  const all = await search({ text: 'red', cutoff: 'off' });
  const least = all.hits.map(({ match }) => match).toSorted((a, b) => b - a)[2]!;
  const chosen = await search({ text: 'red', minMatch: least });
  expect(new Set(chosen.hits.map(({ id }) => id))).toEqual(
    new Set(all.hits.filter(({ match }) => match >= least).map(({ id }) => id)),
  );
  await expect(search({ text: 'red', minMatch: 1.5 })).rejects.toMatchObject({ code: 'invalid_request' });
});

test('what was left out is on no later page either', async () => {
  const whole = await search({ text: 'red' });
  const first = await search({ text: 'red', limit: 1 });
  const rest = await search({ text: 'red', limit: 16, cursor: first.nextCursor });
  expect([...first.hits, ...rest.hits]).toEqual(whole.hits);
  expect(rest).toMatchObject({ cut: whole.cut });
  expect(rest.nextCursor).toBeUndefined();
});

test('a query with a picture or an item is not cut unless that is asked for', async () => {
  for (const query of [
    { image: colorPicture(['red']) },
    { itemId: 'caption-red' },
    { itemId: 'picture-red', text: 'blue' },
  ]) {
    const all = await search(query);
    expect(all).toMatchObject({ cut: 0 });
    const matches = all.hits.map(({ match }) => match);
    const most = Math.max(...matches);
    expect((await search({ ...query, minMatch: most })).hits.length).toBeLessThan(all.hits.length);
  }
});
