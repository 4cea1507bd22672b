import { filterTest, type Filter, type FilterScalar, type Metadata } from '@unseen/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SearchRequest } from '../query/search-request.ts';
import type { Searcher } from '../searcher.ts';
import { ColorCollection, mixtures } from '../testing/color-collection.ts';
import { diversify } from './diversify.ts';
import { foldAlike } from './fold-alike.ts';
import { shownFields } from './shown-fields.ts';

const BRANDS = ['acme', 'Bolt', 'čapek'];
const ITEMS = mixtures(60).map((item, i) => ({
  ...item,
  metadata: {
    ...(i % 7 !== 0 && { brand: BRANDS[i % 3]! }),
    price: (i * 37) % 100,
    tags: [`t${i % 4}`, `t${i % 5}`],
    day: new Date(Date.UTC(2024, 0, 1 + (i % 20))).toISOString(),
    product: `p${Math.floor(i / 4)}`,
  },
}));

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

/** All pages of a request, and what the first says of all. */
async function all(request: Omit<SearchRequest, 'space'>, limit = 7) {
  const first = await search({ ...request, limit });
  const hits = [...first.hits];
  let cursor = first.nextCursor;
  while (cursor !== undefined) {
    const page = await search({ ...request, limit, cursor });
    hits.push(...page.hits);
    cursor = page.nextCursor;
  }
  return { ...first, hits };
}

/** The counts of a field, counted one by one. */
function countsOf(items: readonly { metadata?: Metadata }[], field: string): Map<unknown, number> {
  const counts = new Map<unknown, number>();
  for (const { metadata } of items) {
    const value = metadata?.[field];
    for (const each of new Set(value === undefined ? [] : [value].flat())) {
      counts.set(each, (counts.get(each) ?? 0) + 1);
    }
  }
  return counts;
}

const price = (op: 'lt' | 'gte', value: number): Filter => ({ op, field: 'price', value });
const FILTERS: readonly (Filter | undefined)[] = [
  undefined,
  price('lt', 40),
  { op: 'eq', field: 'brand', value: 'acme' },
  { op: 'any', filters: [price('gte', 90), { op: 'eq', field: 'tags', value: 't3' }] },
  { op: 'none', filters: [{ op: 'exists', field: 'brand', value: true }] },
  { op: 'eq', field: 'brand', value: 'nobody' },
];
const within = (filter: Filter | undefined) =>
  ITEMS.filter(
    ({ id, metadata }) =>
      !filter || filterTest(filter)({ itemId: id, payload: { metadata, hasImage: true } }),
  );

describe('without a query', () => {
  test.each(FILTERS)('every item that satisfies filter %# comes once, in order', async (filter) => {
    const { hits, total } = await all({
      filter,
      sort: [{ field: 'price', order: 'desc' }, { field: '$id' }],
    });
    const expected = within(filter).toSorted(
      (a, b) => Number(b.metadata['price']) - Number(a.metadata['price']) || (a.id < b.id ? -1 : 1),
    );
    expect(hits.map((hit) => hit.id)).toEqual(expected.map((item) => item.id));
    expect(total).toEqual({ value: expected.length, exact: true });
  });

  test('items without the field come last either way, dates as instants', async () => {
    for (const order of ['asc', 'desc'] as const) {
      const { hits } = await all({ sort: [{ field: 'brand', order }] });
      const brands = hits.map((hit) => hit.metadata['brand'] as string | undefined);
      const known = brands.filter((brand) => brand !== undefined);
      expect(brands.slice(0, known.length)).toEqual(known);
      const sorted = known.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      expect(known).toEqual(order === 'asc' ? sorted : sorted.reverse());
    }
    const { hits } = await search({ sort: [{ field: 'day', order: 'desc' }], limit: 60 });
    const days = hits.map((hit) => Date.parse(hit.metadata['day'] as string));
    expect(days).toEqual(days.toSorted((a, b) => b - a));
  });

  test('what has no meaning without a query is refused', async () => {
    await expect(search({ boost: [{ field: 'price', weight: 1 }] })).rejects.toMatchObject({
      code: 'invalid_request',
    });
    await expect(search({ not: 'red' })).rejects.toMatchObject({ code: 'query_empty' });
  });
});

describe('facets', () => {
  const facets = ['brand', 'tags', 'price'].map((field) => ({ field, limit: 1_000 }));
  const QUERIES = [
    {},
    { text: 'red' },
    { text: 'a blue picture', minMatch: 0.3 },
    { itemId: 'mixture-3' },
  ] as const;

  test.each(QUERIES.flatMap((query) => FILTERS.map((filter) => [query, filter] as const)))(
    'agree with the pages and with a click: %j, %j',
    async (query, filter) => {
      const answer = await all({ ...query, filter, facets }, 50);
      expect(answer.total).toEqual({ value: answer.hits.length, exact: true });
      for (const { field } of facets) {
        const { values, exact } = answer.facets![field]!;
        expect(exact).toBe(true);
        expect(new Map(values.map(({ value, count }) => [value, count]))).toEqual(
          countsOf(answer.hits, field),
        );
        const click = async (value: FilterScalar) => {
          const eq: Filter = { op: 'eq', field, value };
          return (await all({ ...query, filter: filter ? { op: 'all', filters: [filter, eq] } : eq }, 50))
            .hits.length;
        };
        if (values[0]) expect(await click(values[0].value)).toBe(values[0].count);
      }
    },
  );

  test('count spans, and say where they do not know all', async () => {
    const ranges = [{ to: 50 }, { from: 50, to: 90 }, { from: 90 }];
    const { facets: counted } = await search({ facets: [{ field: 'price', ranges }] });
    expect(counted!['price']!.values.map(({ count }) => count)).toEqual(
      ranges.map(
        ({ from = 0, to = 1_000 }) =>
          ITEMS.filter(({ metadata }) => Number(metadata['price']) >= from && Number(metadata['price']) < to)
            .length,
      ),
    );
    const part = await search({
      text: 'red',
      minMatch: 0.01,
      candidates: 10,
      limit: 5,
      facets: [{ field: 'brand' }],
    });
    expect(part.total!.exact).toBe(false);
    expect(part.facets!['brand']!.exact).toBe(false);
    const whole = await search({ text: 'red', candidates: 10, limit: 5, facets });
    expect(whole.total).toEqual({ value: 60, exact: true });
    expect(new Map(whole.facets!['brand']!.values.map(({ value, count }) => [value, count]))).toEqual(
      countsOf(ITEMS, 'brand'),
    );
  });
});

describe('arranging what is found', () => {
  test('sorts relevant hits by a field, over all pages', async () => {
    const { hits } = await all({ text: 'red', sort: [{ field: 'price' }], candidates: 30 });
    const prices = hits.map((hit) => Number(hit.metadata['price']));
    expect(prices).toHaveLength(30);
    expect(prices).toEqual(prices.toSorted((a, b) => a - b));
    const plain = await search({ text: 'red', candidates: 30, limit: 30 });
    expect(new Set(hits.map(({ id }) => id))).toEqual(new Set(plain.hits.map(({ id }) => id)));
  });

  test.each([{}, { text: 'red' }])('groups variants, with how many there are: %j', async (query) => {
    const { hits } = await all({ ...query, groupBy: { field: 'product' } });
    expect(hits.map((hit) => hit.group?.value).sort()).toEqual(
      [...new Set(ITEMS.map(({ metadata }) => metadata['product']))].sort(),
    );
    expect(hits.every((hit) => hit.group?.total === 4)).toBe(true);
    const two = await all({ ...query, groupBy: { field: 'brand', size: 2 } });
    expect(two.hits.filter((hit) => hit.group !== undefined)).toHaveLength(6);
    expect(two.hits.filter((hit) => hit.group === undefined)).toHaveLength(
      ITEMS.filter(({ metadata }) => metadata['brand'] === undefined).length,
    );
  });

  test('the best of a group stands for it', async () => {
    const plain = (await all({ text: 'red' })).hits;
    const [first] = (await search({ text: 'red', groupBy: { field: 'product' } })).hits;
    expect(first!.id).toBe(plain[0]!.id);
  });

  test('boosts by a field, forward and back', async () => {
    const top = async (weight: number) => {
      const { hits } = await search({ text: 'red', boost: [{ field: 'price', weight }], limit: 10 });
      return hits.reduce((sum, hit) => sum + Number(hit.metadata['price']), 0);
    };
    expect(await top(5)).toBeGreaterThan(await top(0));
    expect(await top(-5)).toBeLessThan(await top(0));
  });

  test('spreads hits out', () => {
    const same = Float32Array.of(1, 0);
    const other = Float32Array.of(0, 1);
    expect(diversify([3, 2.9, 1], [same, same, other], 0.7)).toEqual([0, 2, 1]);
    expect(diversify([3, 2.9, 1], [same, same, other], 0)).toEqual([0, 1, 2]);
  });

  test('folds pictures that look the same into the first of them', async () => {
    const twins = ITEMS.slice(0, 3).flatMap((item) => [
      { ...item, id: `${item.id}-again`, captions: ['another caption'] },
      { ...item, id: `${item.id}-once-more` },
    ]);
    await collection.add(...twins);
    const request = { text: 'red', candidates: 200 } as const;
    const [plain, folded] = [await all(request), await all({ ...request, nearDuplicates: 'fold' })];
    expect(plain.hits).toHaveLength(66);
    expect(plain.hits.every((hit) => hit.alike === undefined)).toBe(true);
    expect(folded.total).toEqual(plain.total);
    const shown = new Set(folded.hits.map(({ id }) => id));
    for (const { id } of ITEMS.slice(0, 3)) {
      const same = plain.hits.filter((hit) => hit.id === id || hit.id.startsWith(`${id}-`));
      expect(same.slice(1).filter((hit) => shown.has(hit.id))).toEqual([]);
    }
    // Every hit is shown, or folded into one that is.
    expect(folded.hits.reduce((sum, { alike = 0 }) => sum + 1 + alike, 0)).toBe(66);
    expect(folded.hits.map(({ id }) => id)).toEqual(
      plain.hits.map(({ id }) => id).filter((id) => shown.has(id)),
    );
    await expect(search({ nearDuplicates: 'fold' })).rejects.toMatchObject({ code: 'invalid_request' });
    await collection.remove(...twins.map(({ id }) => id));
  });

  test('keeps apart what only resembles, and what has no picture', () => {
    const [one, near, other] = [
      Float32Array.of(1, 0),
      Float32Array.of(0.99, 0.14),
      Float32Array.of(0.8, 0.6),
    ];
    expect(foldAlike([one, other, near, undefined, undefined, one])).toEqual([
      { index: 0, alike: 2 },
      { index: 1, alike: 0 },
      { index: 3, alike: 0 },
      { index: 4, alike: 0 },
    ]);
  });

  test('shows the fields asked for', async () => {
    const { hits } = await search({ text: 'red', fields: ['price'], limit: 1 });
    expect(Object.keys(hits[0]!.metadata)).toEqual(['price']);
    expect(shownFields({ a: { b: 1, c: 2 }, 'a.d': 3, e: [{ f: 1, g: 2 }] }, ['a.b', 'a.d', 'e.g'])).toEqual({
      a: { b: 1 },
      'a.d': 3,
      e: [{ g: 2 }],
    });
  });
});

describe('pages', () => {
  test('never show an item that no longer satisfies the filter, and take a filter in any order of its keys', async () => {
    const a: Filter = { op: 'exists', field: 'price', value: true };
    const b: Filter = { op: 'none', filters: [{ op: 'eq', field: 'sold', value: true }] };
    const request = { text: 'green', limit: 20 };
    const first = await search({ ...request, filter: { op: 'all', filters: [a, b] } });
    const later = (
      await search({ ...request, filter: { op: 'all', filters: [b, a] }, cursor: first.nextCursor })
    ).hits;
    const sold = ITEMS.find(({ id }) => id === later[0]!.id)!;
    await collection.add({ ...sold, metadata: { ...sold.metadata, sold: true } });
    const again = await search({
      ...request,
      filter: { op: 'all', filters: [b, a] },
      cursor: first.nextCursor,
    });
    expect(again.hits.map(({ id }) => id)).not.toContain(sold.id);
    expect(again.hits[0]!.id).toBe(later[1]!.id);
    await collection.add(sold);
  });
});

describe('a field no item has', () => {
  test('is told, wherever it is named', async () => {
    const answer = await search({
      text: 'red',
      filter: { op: 'none', filters: [{ op: 'eq', field: 'prise', value: 1 }] },
      sort: [{ field: 'relevance' }, { field: 'prize' }],
      facets: [{ field: 'brnd' }, { field: 'brand' }],
    });
    const unknown = answer.warnings!.filter(({ code }) => code === 'field_unknown');
    expect(unknown.flatMap(({ words }) => words)).toEqual(['prise', 'prize', 'brnd']);
    const known = await search({ filter: price('lt', 4) });
    expect(known.warnings).toBeUndefined();
  });
});
