import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RECIPROCAL_RANK_K } from '../fuse/contributions.ts';
import type { SearchRequest } from '../query/search-request.ts';
import type { Searcher } from '../searcher.ts';
import { ColorCollection, colorPicture, mixtures, type ColorItem } from '../testing/color-collection.ts';

const COLORS = ['red', 'green', 'blue', 'yellow'];
const ITEMS: ColorItem[] = [
  ...mixtures(24),
  ...COLORS.map((color) => ({ id: `caption-${color}`, captions: [`a ${color} car`] })),
  ...COLORS.map((color) => ({ id: `both-${color}`, colors: [color, 'white'], captions: [`${color} dog`] })),
];
let collection: ColorCollection;
let searcher: Searcher;

beforeAll(async () => {
  collection = await ColorCollection.open();
  searcher = collection.searcher({ rescoreDeadlineMs: 10_000, explainDeadlineMs: 10_000 });
  await collection.add(...ITEMS);
});
afterAll(() => collection.close());

const explained = (request: Omit<SearchRequest, 'space'>) =>
  searcher.search({ space: collection.space, cutoff: 'off', limit: 50, explain: true, ...request });

const requests: [string, Omit<SearchRequest, 'space'>][] = [
  ['a text', { text: 'a red dog' }],
  ['a text without re-scoring', { text: 'a red dog', rescore: 'none' }],
  ['a text with self-attention', { text: 'a red dog', rescore: 'self' }],
  ['a text with something unwanted', { text: 'a red dog', not: 'blue' }],
  ['a picture', { image: colorPicture(['red', 'green']) }],
  ['a picture and a text', { image: colorPicture(['red']), text: 'green' }],
  ['an item', { itemId: 'both-red' }],
  ['reciprocal ranks', { text: 'a red dog', fusion: 'rrf' }],
];

describe.each(requests)('the explanation of %s', (_name, request) => {
  test('adds up to the score, and the scores to the order', async () => {
    const { hits } = await explained(request);
    expect(hits.length).toBeGreaterThan(5);
    for (const [index, hit] of hits.entries()) {
      expect(hit.explain!.rank).toBe(index + 1);
      const sum = hit.explain!.lists.reduce((total, list) => total + (list.counted?.contribution ?? 0), 0);
      expect(hit.score / sum).toBeCloseTo(1, 5);
      if (index > 0) expect(hit.score).toBeLessThanOrEqual(hits[index - 1]!.score);
    }
  });

  test('ranks each list by its own scores', async () => {
    const { hits } = await explained(request);
    const lists = hits.flatMap((hit) => hit.explain!.lists);
    for (const list of new Set(lists.map(({ query, modality }) => `${query}-${modality}`))) {
      const counted = lists
        .filter(({ query, modality, counted: used }) => `${query}-${modality}` === list && used)
        .map((entry) => entry.counted!)
        .sort((a, b) => a.rank - b.rank);
      expect(new Set(counted.map(({ rank }) => rank)).size).toBe(counted.length);
      const scores = counted.map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    }
  });
});

test('says what re-scoring changed', async () => {
  const { hits } = await explained({ text: 'a red dog', target: 'image', fusion: 'rrf' });
  const without = await explained({ text: 'a red dog', target: 'image', fusion: 'rrf', rescore: 'none' });
  const fusedRanks = new Map(without.hits.map((hit, index) => [hit.id, index + 1]));
  for (const hit of hits) {
    const { fused, rescore, rank, lists } = hit.explain!;
    expect(fused.rank).toBe(fusedRanks.get(hit.id));
    expect(rescore).toEqual({ method: 'imfa', score: lists[0]!.counted!.score, rank });
    expect(lists).toHaveLength(1);
    expect(lists[0]!.counted!.contribution).toBeCloseTo(1 / (RECIPROCAL_RANK_K + rank), 6);
  }
});

test('shows where each word looked', async () => {
  const { hits } = await explained({ text: 'red and green', limit: 10 });
  const pictures = hits.filter((hit) => hit.hasImage);
  expect(pictures.length).toBeGreaterThan(0);
  for (const hit of hits.filter((other) => !other.hasImage))
    expect(hit.explain).not.toHaveProperty('attention');
  for (const { id, explain } of pictures) {
    const { attention } = explain!;
    expect(attention!.words.map((word) => word.text)).toEqual(['red', 'and', 'green']);
    expect(JSON.parse(JSON.stringify(attention))).toEqual(attention);
    const sum = attention!.weights.reduce((total, weight) => total + weight, 0);
    expect(sum).toBeCloseTo(1, 3);
    const alone = await searcher.attention(collection.space, id, 'red and green');
    attention!.weights.forEach((weight, index) => expect(weight).toBeCloseTo(alone.weights[index]!, 5));
  }
});

test('leaves words that show nothing out of the shares, and out of the heat', async () => {
  const { hits } = await explained({ text: 'red and green', limit: 10 });
  for (const { words } of hits.flatMap(({ explain }) => explain?.attention ?? [])) {
    const [red, and, green] = words;
    expect(and).toMatchObject({ weight: 0, strength: 0 });
    expect(red!.weight + green!.weight).toBeCloseTo(1, 5);
  }
});

test('says it in three sentences', async () => {
  const { hits } = await explained({ text: 'a red dog' });
  for (const { match, explain } of hits) {
    const [sure, found, looked] = explain!.summary;
    expect(explain!.summary).toHaveLength(3);
    expect(sure).toContain(`${Math.round(100 * match)} in 100`);
    expect(found).toMatch(/picture|caption|words/);
    expect(looked).toMatch(/place|not looked at/);
  }
  const said = hits.flatMap(({ explain }) => explain!.summary).join(' ');
  expect(said).toMatch(/"(red|dog)" counted most/);
  expect(said).not.toContain('"a"');
});

test('an item that recall did not reach has no recall rank but its exact score', async () => {
  const { hits } = await explained({ text: 'a red dog', candidates: 3, limit: 3 });
  const missed = hits.flatMap((hit) => hit.explain!.lists.filter((list) => list.rank === null));
  for (const list of missed) expect(list.counted).not.toBeNull();
  const reached = hits.flatMap((hit) => hit.explain!.lists.filter((list) => list.rank !== null));
  expect(reached.length).toBeGreaterThan(0);
  for (const list of reached) expect(list.rank).toBeLessThanOrEqual(3);
});

test('a search that does not ask is not explained', async () => {
  const { hits } = await searcher.search({ space: collection.space, cutoff: 'off', text: 'a red dog' });
  for (const hit of hits) expect(hit).not.toHaveProperty('explain');
});

test('the attention of a hit is backed by evidence: hiding where it looks costs more than hiding other regions', async () => {
  const { hits } = await explained({ text: 'a red dog', target: 'image' });
  const evidence = hits.flatMap((hit) => hit.explain?.attention?.evidence ?? []);
  expect(evidence).toHaveLength(hits.length);
  expect(evidence.every(({ regions }) => regions === 2)).toBe(true);
  const sum = (key: 'drop' | 'randomDrop') => evidence.reduce((total, one) => total + one[key], 0);
  expect(sum('drop')).toBeGreaterThan(2 * sum('randomDrop'));
  expect(sum('drop')).toBeGreaterThan(0);
  const again = await explained({ text: 'a red dog', target: 'image' });
  expect(again.hits.map((hit) => hit.explain?.attention?.evidence)).toEqual(evidence);
});
