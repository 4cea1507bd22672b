import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SearchRequest } from '../query/search-request.ts';
import type { Searcher } from '../searcher.ts';
import { ColorCollection, colorPicture } from '../testing/color-collection.ts';

/** Red pictures, with more and more blue in them. */
const REDS = [0, 2, 4, 6, 8].map((blue) => ({
  id: `blue-${blue}`,
  colors: Array.from({ length: 16 }, (_, cell) => (cell < blue ? 'blue' : 'red')),
}));
let collection: ColorCollection;
let searcher: Searcher;

beforeAll(async () => {
  collection = await ColorCollection.open();
  searcher = collection.searcher({ rescoreDeadlineMs: 10_000 });
  await collection.add(
    ...REDS,
    { id: 'all-blue', colors: ['blue'] },
    { id: 'all-green', colors: ['green'] },
    { id: 'said-red', captions: ['a red car'] },
    { id: 'said-blue', captions: ['a blue car'] },
  );
});
afterAll(() => collection.close());

const search = (request: Omit<SearchRequest, 'space'>) =>
  searcher.search({ space: collection.space, cutoff: 'off', ...request });
const ids = async (request: Omit<SearchRequest, 'space'>) =>
  (await search(request)).hits.map((hit) => hit.id);

describe.each(['imfa', 'none'] as const)('something unwanted, re-scored by %s', (rescore) => {
  test('vetoes what is nearer to it than to the query', async () => {
    const response = await search({ text: 'red', not: 'blue', rescore });
    const found = response.hits.map((hit) => hit.id);
    expect(found).not.toContain('all-blue');
    expect(found).not.toContain('said-blue');
    expect(found).toEqual(expect.arrayContaining(['blue-0', 'blue-2', 'said-red']));
    expect(response.vetoed).toBeGreaterThanOrEqual(2);
    expect(await ids({ text: 'red', rescore })).toContain('all-blue');
  });

  test('puts what has less of it first', async () => {
    const found = await ids({ text: 'red', not: 'blue', target: 'image', rescore });
    const reds = found.filter((id) => REDS.some((red) => red.id === id));
    expect(reds).toEqual(REDS.map((red) => red.id).slice(0, reds.length));
  });

  test('works as a list of texts', async () => {
    const found = await ids({ text: 'a picture', not: ['blue', 'green'], target: 'image', rescore });
    expect(found).not.toContain('all-blue');
    expect(found).not.toContain('all-green');
    expect(found).toContain('blue-0');
  });
});

test('what a caption says in so many words goes, whatever the encoder makes of it', async () => {
  const items = [
    { id: 'with-hat', captions: ['a man in a hat beside a car'] },
    { id: 'with-hats', captions: ['two hats'] },
    { id: 'without-hat', captions: ['a man without a hat'] },
  ];
  await collection.add(...items);
  const found = await ids({ image: colorPicture(['red']), not: 'hat', target: 'caption' });
  expect(found.filter((id) => id.includes('hat'))).toEqual(['without-hat']);
  await collection.remove(...items.map(({ id }) => id));
});

test.each([
  ['a picture', { image: colorPicture(['blue']) }],
  ['a stored item', { itemId: 'all-blue' }],
])('what looks like %s goes, and nothing else', async (_what, not) => {
  for (const query of [{ text: 'red' }, { image: colorPicture(['red']) }]) {
    const before = await ids({ ...query, target: 'image' });
    const { hits, vetoed } = await search({ ...query, target: 'image', not });
    expect(hits.map((hit) => hit.id)).toEqual(before.filter((id) => id !== 'all-blue'));
    expect(vetoed).toBe(1);
  }
  const both = await ids({ text: 'red', not: [not, { itemId: 'all-green' }], target: 'image' });
  expect(both).not.toContain('all-green');
});

test('an unwanted item takes captions like its own, and must be there', async () => {
  const found = await ids({ text: 'a car', not: { itemId: 'said-blue' }, target: 'caption' });
  expect(found).toEqual(['said-red']);
  await expect(search({ text: 'red', not: { itemId: 'nowhere' } })).rejects.toMatchObject({
    code: 'item_not_found',
  });
});

test('the same text wanted and unwanted leaves nothing', async () => {
  expect(await search({ text: 'red', not: 'red' })).toMatchObject({ hits: [], vetoed: 9 });
});

test('next to a picture it lowers and never vetoes', async () => {
  const image = colorPicture(['red', 'red', 'red', 'blue']);
  const before = await search({ image, target: 'image' });
  const after = await search({ image, target: 'image', not: 'blue' });
  const place = (response: typeof before, id: string) => response.hits.findIndex((hit) => hit.id === id);
  expect(after.vetoed).toBe(0);
  expect(after.hits).toHaveLength(before.hits.length);
  expect(place(before, 'blue-4')).toBeLessThan(place(before, 'blue-0'));
  expect(place(after, 'blue-0')).toBeLessThan(place(after, 'blue-8'));
  expect(place(after, 'all-blue')).toBeGreaterThan(place(after, 'blue-2'));
});

test('shows in the explanation', async () => {
  const { hits } = await search({ text: 'red', not: ['blue', 'green'], explain: true, target: 'image' });
  for (const hit of hits) {
    expect(hit.explain!.unwanted!.map((entry) => entry.text)).toEqual(['blue', 'green']);
    const [list] = hit.explain!.lists;
    const worst = Math.max(...hit.explain!.unwanted!.map((entry) => entry.image!));
    if (worst > 0.01) expect(list!.counted!.score).toBeLessThan(hit.explain!.rescore!.score);
  }
  const { hits: plain } = await search({ text: 'red', explain: true });
  for (const hit of plain) expect(hit.explain).not.toHaveProperty('unwanted');
});
