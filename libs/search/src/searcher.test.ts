import { AppError, pointId } from '@unseen/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClassLens } from './classes/class-lens.ts';
import { parseFilter } from './query/parse-filter.ts';
import type { SearchRequest } from './query/search-request.ts';
import type { Searcher } from './searcher.ts';
import { ColorCollection, colorPicture, type ColorItem } from './testing/color-collection.ts';

const COLORS = ['red', 'green', 'blue', 'yellow', 'cyan', 'magenta', 'white', 'black'];
/** For every color a picture without caption, a caption without picture, and both together. */
const ITEMS: ColorItem[] = COLORS.flatMap((color, index) => [
  { id: `picture-${color}`, colors: [color], metadata: { kind: 'picture', number: index } },
  { id: `caption-${color}`, captions: [`a ${color} thing`], metadata: { kind: 'caption', number: index } },
  {
    id: `both-${color}`,
    colors: [color],
    captions: [`${color}`, 'a picture'],
    metadata: { kind: 'both', number: index },
  },
]);

let collection: ColorCollection;
let searcher: Searcher;

beforeAll(async () => {
  collection = await ColorCollection.open();
  searcher = collection.searcher({ rescoreDeadlineMs: 10_000 });
  await collection.add(...ITEMS);
});
afterAll(() => collection.close());

const search = (request: Omit<SearchRequest, 'space'>) =>
  searcher.search({ space: collection.space, cutoff: 'off', ...request });
const found = async (request: Omit<SearchRequest, 'space'>) =>
  (await search(request)).hits.map((hit) => hit.id);

describe('a text finds', () => {
  test.each(COLORS)('the %s items first, of every kind', async (color) => {
    const ids = await found({ text: `a ${color} picture`, limit: 3 });
    expect(new Set(ids)).toEqual(new Set([`picture-${color}`, `caption-${color}`, `both-${color}`]));
  });

  test('pictures only, when pictures are the target', async () => {
    const ids = await found({ text: 'red', target: 'image', limit: 200 });
    expect(new Set(ids.slice(0, 2))).toEqual(new Set(['picture-red', 'both-red']));
    expect(ids.filter((id) => id.startsWith('caption-'))).toEqual([]);
    expect(ids).toHaveLength(16);
  });

  test('captions only, when captions are the target', async () => {
    const response = await search({ text: 'red', target: 'caption', limit: 200 });
    const ids = response.hits.map((hit) => hit.id);
    expect(new Set(ids.slice(0, 2))).toEqual(new Set(['caption-red', 'both-red']));
    expect(ids.filter((id) => id.startsWith('picture-'))).toEqual([]);
    expect(response).toMatchObject({ rescored: false, rescoreSkipped: 'not_applicable' });
  });

  test('the same, fused by reciprocal rank', async () => {
    const ids = await found({ text: 'blue', limit: 3, fusion: 'rrf' });
    expect(new Set(ids)).toEqual(new Set(['picture-blue', 'caption-blue', 'both-blue']));
  });
});

describe('a picture finds', () => {
  test('pictures of the same color, and captions that say it', async () => {
    const response = await search({ image: colorPicture(['green']), limit: 3 });
    const ids = response.hits.map((hit) => hit.id);
    expect(new Set(ids)).toEqual(new Set(['picture-green', 'caption-green', 'both-green']));
    expect(response.rescored).toBe(true);
  });

  test('captions, when captions are the target: re-scored with the roles swapped', async () => {
    const response = await search({ image: colorPicture(['cyan']), target: 'caption', explain: true });
    const ids = response.hits.map((hit) => hit.id);
    expect(new Set(ids.slice(0, 2))).toEqual(new Set(['caption-cyan', 'both-cyan']));
    expect(response.rescored).toBe(true);
    const scores = response.hits.map((hit) => hit.explain!.rescore!.score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(scores[0]).not.toBe(response.hits[0]!.explain!.lists[0]!.score);
  });

  test('and a text next to it find what has both', async () => {
    await collection.add(
      { id: 'half', colors: ['red', 'red', 'blue', 'blue'], metadata: { kind: 'half' } },
      { id: 'other-half', colors: ['red', 'red', 'green', 'green'], metadata: { kind: 'half' } },
    );
    const filter = parseFilter({ kind: { in: ['half', 'picture'] } })!;
    const ids = await found({ image: colorPicture(['red']), text: 'blue', filter });
    expect(ids[0]).toBe('half');
    await collection.remove('half', 'other-half');
  });

  test('nothing when it is no picture', async () => {
    await expect(search({ image: Buffer.from('not a picture') })).rejects.toMatchObject({
      code: expect.stringMatching(/^image_/) as string,
    });
  });
});

describe('an item finds', () => {
  test.each(['picture-yellow', 'caption-yellow', 'both-yellow'])(
    'what is like %s, and never itself',
    async (itemId) => {
      const ids = await found({ itemId, limit: 200 });
      expect(ids).not.toContain(itemId);
      const others = ['picture-yellow', 'caption-yellow', 'both-yellow'].filter((id) => id !== itemId);
      expect(others).toContain(ids[0]);
    },
  );

  test('what is like its picture and a text together', async () => {
    const ids = await found({ itemId: 'picture-red', text: 'blue', limit: 6 });
    expect(ids).not.toContain('picture-red');
    // Magenta and black each share two channels with red and two with blue; no other color is that near to both.
    expect(ids[0]).toMatch(/-(magenta|black)$/);
  });

  test('nothing when it is not there, or has no picture to go with a text', async () => {
    await expect(search({ itemId: 'nowhere' })).rejects.toMatchObject({ code: 'item_not_found' });
    await expect(search({ itemId: 'caption-red', text: 'x' })).rejects.toMatchObject({
      code: 'item_has_no_image',
    });
  });
});

describe('a filter', () => {
  const queries: [string, Omit<SearchRequest, 'space'>][] = [
    ['a text', { text: 'red' }],
    ['a text without re-scoring', { text: 'red', rescore: 'none' }],
    ['a picture', { image: colorPicture(['red']) }],
    ['a picture and a text', { image: colorPicture(['red']), text: 'blue' }],
    ['an item', { itemId: 'both-red' }],
    ['a text with something unwanted', { text: 'red', not: 'blue' }],
  ];

  test.each(queries)('holds in every list of %s', async (_name, query) => {
    const filter = parseFilter({ number: { gte: 2, lt: 5 }, kind: { ne: 'picture' } })!;
    const { hits } = await search({ ...query, filter, limit: 200, explain: true });
    expect(hits.length).toBeGreaterThan(0);
    for (const hit of hits) {
      expect(hit.metadata.number).toBeGreaterThanOrEqual(2);
      expect(hit.metadata.number).toBeLessThan(5);
      expect(hit.metadata.kind).not.toBe('picture');
    }
  });

  test('that nothing satisfies finds nothing', async () => {
    const response = await search({ text: 'red', filter: parseFilter({ number: 99 })! });
    expect(response).toMatchObject({ hits: [], rescored: false, rescoreSkipped: 'no_candidates' });
    expect(response.nextCursor).toBeUndefined();
  });

  test('keeps finding as many as there are, however few', async () => {
    expect(await found({ text: 'red', filter: parseFilter({ number: 6, kind: 'both' })! })).toEqual([
      'both-white',
    ]);
  });
});

describe('a hit', () => {
  test('shows what is stored of the item', async () => {
    const { hits } = await search({ text: 'black', filter: parseFilter({ number: 7 })!, limit: 3 });
    const byId = new Map(hits.map((hit) => [hit.id, hit]));
    expect(byId.get('both-black')).toMatchObject({
      caption: 'black',
      captions: ['black', 'a picture'],
      hasImage: true,
      metadata: { kind: 'both', number: 7 },
    });
    expect(byId.get('picture-black')).not.toHaveProperty('caption');
    expect(byId.get('caption-black')!.hasImage).toBe(false);
    expect(byId.get('picture-black')).not.toHaveProperty('explain');
  });
});

describe('the weight of named classes', () => {
  /** A query all of whose words name a class that every item belongs to as surely. */
  const lens = (share: number): ClassLens => ({
    classesOf: (items) => Promise.resolve(items.map(() => undefined)),
    membersOf: (items) => Promise.resolve(items.map(() => undefined)),
    lineage: () => [],
    named: [{ id: 'k', name: 'kite', word: 'kite', as: 'name' }],
    evidence: { share, directions: [], probabilities: () => [0.5], applies: () => false },
  });
  const weights = async (request: Omit<SearchRequest, 'space'>) => {
    const { hits, nextCursor } = await search({ ...request, explain: true, limit: 3 });
    return { weights: new Set(hits.map(({ explain }) => explain!.named!.weight)), nextCursor };
  };

  test('is half a query where there is a picture, and whole for an item that has none', async () => {
    for (const [itemId, weight] of [
      ['caption-red', 2],
      ['picture-red', 0.5],
      ['both-red', 0.5],
    ] as const)
      expect((await weights({ itemId, lens: lens(1) })).weights).toEqual(new Set([weight]));
  });

  test('is said of every page as it counted, whatever became of the catalogue since', async () => {
    const { nextCursor: cursor } = await weights({ text: 'red', lens: lens(0.5) });
    expect((await weights({ text: 'red', lens: lens(1), cursor })).weights).toEqual(new Set([0.5]));
  });
});

describe('a search', () => {
  test('reports how long each stage took', async () => {
    const { took } = await search({ text: 'white' });
    const stages = took.embed + took.recall + took.fuse + took.rescore;
    expect(stages).toBeGreaterThan(0);
    expect(took.total).toBeGreaterThanOrEqual(took.recall + took.rescore);
  });

  test('tells the observer every stage it went through', async () => {
    const stages: string[] = [];
    const observed = collection.searcher({ observe: (event) => stages.push(event.stage) });
    await observed.search({ space: collection.space, text: 'white', explain: true });
    expect(stages).toEqual(['embed', 'recall', 'fuse', 'rescore', 'cut', 'page', 'explain']);
  });

  test('of a space that is not there finds nothing, and exists() says so', async () => {
    const nowhere = { ...collection.space, collection: 'nowhere' };
    expect(await searcher.exists(nowhere)).toBe(false);
    expect(await searcher.exists(collection.space)).toBe(true);
    expect(await searcher.search({ space: nowhere, text: 'red' })).toMatchObject({ hits: [] });
  });

  test('with another pack than the encoder has is refused', async () => {
    const space = { ...collection.space, pack: 'other@1' };
    await expect(searcher.search({ space, text: 'red' })).rejects.toBeInstanceOf(AppError);
  });

  test('encodes a text once for many searches at the same time', async () => {
    const before = collection.encoder.stats().batches.texts;
    await Promise.all(Array.from({ length: 10 }, () => search({ text: 'a cyan and magenta photo' })));
    expect(collection.encoder.stats().batches.texts).toBe(before + 1);
  });

  test('ids of other tenants cannot be reached by name', async () => {
    const other = { ...collection.space, tenant: 'other' };
    await collection.store.ensureSpace(other, collection.encoder.pack.spaces.global);
    expect(pointId(other, 'both-red')).not.toBe(collection.point('both-red'));
    await expect(searcher.search({ space: other, itemId: 'both-red' })).rejects.toMatchObject({
      code: 'item_not_found',
    });
  });
});

describe('attention over an item', () => {
  test('is highest where the word is', async () => {
    await collection.add({ id: 'corner', colors: ['red', ...Array.from({ length: 15 }, () => 'blue')] });
    const grid = await searcher.attention(collection.space, 'corner', 'red');
    expect([grid.rows, grid.cols, grid.weights.length]).toEqual([4, 4, 16]);
    expect(grid.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 4);
    expect(grid.weights[0]).toBe(Math.max(...grid.weights));
    expect(grid.words.map((word) => word.text)).toEqual(['red']);
    await collection.remove('corner');
  });

  test('needs an item with a picture, and a text', async () => {
    const { space } = collection;
    await expect(searcher.attention(space, 'nowhere', 'red')).rejects.toMatchObject({
      code: 'item_not_found',
    });
    await expect(searcher.attention(space, 'caption-red', 'red')).rejects.toMatchObject({
      code: 'item_has_no_image',
    });
    await expect(searcher.attention(space, 'both-red', '  ')).rejects.toMatchObject({ code: 'query_empty' });
  });
});
