import type { Filter, FilterScalar, Json, Metadata, VectorStore } from '@unseen/domain';
import { chance, matches, randomFilter, randomFrom } from '@unseen/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SortKey } from '../query/arrangement.ts';
import type { SearchRequest } from '../query/search-request.ts';
import type { Hit, SearchResponse } from '../search-response.ts';
import type { Searcher } from '../searcher.ts';
import { ColorCollection, mixtures, type ColorItem } from './color-collection.ts';

const { count: QUERIES, seed: SEED } = chance(60, 'answers');
const ITEMS = 90;
/** A sample so small that pages of what is browsed lie in stretches of the order. */
const FEW = 12;
/** More than there are items: then every item that satisfies the filter is looked at. */
const ALL = 200;

const BRANDS = ['acme', 'Bolt', 'čapek', 'ACME', "o'neil", ''];
const DAYS = ['2024-05-17', '2024-05-17T00:00:00Z', '2024-05-17T02:00:00+02:00', '2024-05-18', '2023-01-31'];
const FIELDS = ['brand', 'price', 'tags', 'day', 'size', 'made.in', 'variants.color', '$id', '$hasImage'];

type Random = () => number;
type Item = ColorItem & { readonly metadata: Metadata };
type Asked = Omit<SearchRequest, 'space'>;

/**
 * Random requests with filters, held against a plain reading of the items: every hit satisfies the filter and none is missing, totals and
 * facets count what the pages show and what a click on a value gives, sort and groups are as asked.
 */
export function describeAnswers(
  name: string,
  openStore: (dir: string) => Promise<VectorStore>,
  notRun?: string,
): void {
  if (notRun !== undefined) process.stderr.write(`\nNOT RUN: answers on ${name}. ${notRun}\n`);
  describe.skipIf(notRun !== undefined)(`answers to random requests on ${name}`, () => {
    const next = randomFrom(SEED);
    const items = randomItems(next);
    let collection: ColorCollection;
    let searcher: Searcher;
    beforeAll(async () => {
      collection = await ColorCollection.open(openStore);
      searcher = collection.searcher({ rescoreDeadlineMs: 60_000, samples: { size: FEW } });
      await collection.add(...items.slice(0, 70));
      await collection.store.optimize(collection.space);
      await collection.add(...items.slice(70));
    });
    afterAll(async () => {
      await collection.store.dropSpace(collection.space);
      await collection.close();
    });

    test(`${QUERIES} agree with a plain reading of the items`, async () => {
      for (let asked = 0; asked < QUERIES; asked++) {
        const request = randomRequest(next);
        const limit = 1 + Math.floor(next() * 40);
        const pages = await allPages(searcher, {
          ...request,
          space: collection.space,
          candidates: ALL,
          limit,
        });
        try {
          check(items, request, pages);
        } catch (error) {
          throw new Error(`request ${asked} of seed "${SEED}": ${JSON.stringify(request)}`, { cause: error });
        }
      }
    });
  });
}

async function allPages(searcher: Searcher, request: SearchRequest): Promise<SearchResponse> {
  const first = await searcher.search(request);
  const hits = [...first.hits];
  for (let { nextCursor: cursor } = first; cursor !== undefined;) {
    const page = await searcher.search({ ...request, cursor });
    expect(page.hits.length).toBeGreaterThan(0);
    hits.push(...page.hits);
    cursor = page.nextCursor;
  }
  return { ...first, hits };
}

function check(all: readonly Item[], request: Asked, { hits, total, facets }: SearchResponse): void {
  const byId = new Map(all.map((item) => [item.id, item]));
  const satisfy = all.filter(
    (item) => item.id !== request.itemId && (!request.filter || matches(request.filter, plain(item))),
  );
  const ids = hits.map((hit) => hit.id);
  expect(new Set(ids).size).toBe(ids.length);
  const found = hits.map((hit) => byId.get(hit.id)!);
  const { groupBy, minMatch } = request;
  if (groupBy) {
    checkGroups(satisfy, hits, groupBy.field, groupBy.size ?? 1, minMatch !== undefined);
  } else {
    if (minMatch === undefined) expect(ids.toSorted()).toEqual(satisfy.map(({ id }) => id).sort());
    else expect(satisfy.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
    expect(total).toEqual({ value: hits.length, exact: true });
    for (const { field, ranges } of typeof request.facets === 'boolean' ? [] : (request.facets ?? [])) {
      const { values, exact } = facets![field]!;
      expect(exact).toBe(true);
      if (ranges) {
        expect(values.map(({ count }) => count)).toEqual(
          ranges.map(({ from, to }) => {
            const within: Filter[] = [];
            if (from !== undefined) within.push({ op: 'gte', field, value: from });
            if (to !== undefined) within.push({ op: 'lt', field, value: to });
            return found.filter((item) => valuesOf(item, field).some((value) => holdsAll(within, value)))
              .length;
          }),
        );
        continue;
      }
      for (const { value, count } of values) {
        const click: Filter = { op: 'eq', field, value };
        expect([value, count]).toEqual([value, found.filter((item) => matches(click, plain(item))).length]);
      }
      const missed = found.filter((item) => {
        const own = valuesOf(item, field);
        return (
          own.length > 0 && !values.some(({ value }) => matches({ op: 'eq', field, value }, plain(item)))
        );
      });
      expect(missed).toEqual([]);
      expect(new Set(values.map(({ value }) => instant(value) ?? value)).size).toBe(values.length);
    }
  }
  if (request.sort) expect(ids).toEqual(sortedPlainly(found, request.sort).map(({ id }) => id));
}

function checkGroups(
  satisfy: readonly Item[],
  hits: readonly Hit[],
  field: string,
  size: number,
  cut: boolean,
): void {
  const shown = new Map<FilterScalar, Hit[]>();
  for (const hit of hits) {
    if (hit.group) shown.set(hit.group.value, [...(shown.get(hit.group.value) ?? []), hit]);
  }
  const first = (item: Item) => valuesOf(item, field)[0];
  const totals = new Map<FilterScalar | undefined, number>();
  for (const item of satisfy) totals.set(first(item), (totals.get(first(item)) ?? 0) + 1);
  for (const [value, group] of shown) {
    const [{ group: { total } = { total: 0 } }] = group as [Hit];
    expect(group.length).toBe(Math.min(size, total));
    if (cut) expect(total).toBeLessThanOrEqual(totals.get(value) ?? 0);
    else expect(total).toBe(totals.get(value));
  }
  if (cut) return;
  const alone = totals.get(undefined) ?? 0;
  totals.delete(undefined);
  expect([...shown.keys()].map(String).sort()).toEqual([...totals.keys()].map(String).sort());
  expect(hits.filter((hit) => hit.group === undefined)).toHaveLength(alone);
}

/** The order of sort keys, written plainly: no value comes last, equals go by id, dates by when they are. */
function sortedPlainly(items: readonly Item[], keys: readonly SortKey[]): Item[] {
  const rank = (value: FilterScalar) =>
    ['number', 'string', 'boolean'].indexOf(typeof value) * 2 +
    (typeof value === 'string' && instant(value) === undefined ? 1 : 0);
  const compare = (a: FilterScalar, b: FilterScalar) => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b);
    const [x, y] = [instant(a) ?? a, instant(b) ?? b];
    return typeof x === 'string'
      ? Buffer.compare(Buffer.from(x), Buffer.from(String(y)))
      : Number(x) - Number(y);
  };
  return items.toSorted((a, b) => {
    for (const { field, order = 'asc' } of keys) {
      const [x, y] = [a, b].map((item) => {
        const values = valuesOf(item, field).sort(compare);
        return order === 'asc' ? values[0] : values.at(-1);
      });
      if (x === undefined && y === undefined) continue;
      if (x === undefined) return 1;
      if (y === undefined) return -1;
      const way = compare(x, y);
      if (way !== 0) return order === 'asc' ? way : -way;
    }
    return Buffer.compare(Buffer.from(a.id), Buffer.from(b.id));
  });
}

function randomItems(next: Random): Item[] {
  return mixtures(ITEMS).map((item, at) => {
    const metadata: Record<string, Json> = {};
    const maybe = (share: number, field: string, value: () => Json) => {
      if (next() < share) metadata[field] = value();
    };
    maybe(0.8, 'brand', () => pick(next, BRANDS));
    maybe(0.9, 'price', () => Math.floor(next() * 20) - 5 + (next() < 0.3 ? 0.5 : 0));
    maybe(0.7, 'tags', () =>
      Array.from({ length: Math.floor(next() * 4) }, () => `t${Math.floor(next() * 5)}`),
    );
    maybe(0.7, 'day', () => (next() < 0.2 ? 'soon' : pick(next, DAYS)));
    maybe(0.6, 'size', () => pick<Json>(next, [5, '5', 5.5, 'XL', true, [5, '6'], null]));
    maybe(0.5, 'made', () => ({ in: pick(next, ['Peru', 'Italy']) }));
    maybe(0.5, 'variants', () =>
      Array.from({ length: Math.floor(next() * 3) }, () => ({ color: pick(next, ['red', 'blue', 'green']) })),
    );
    const captions = next() < 0.5 ? [`a ${pick(next, ['red', 'blue', 'green'])} thing ${at}`] : [];
    if (captions.length > 0 && next() < 0.3) return { id: item.id, captions, metadata };
    return { ...item, captions, metadata };
  });
}

function randomRequest(next: Random): Asked {
  const kind = next();
  const query: Asked =
    kind < 0.4
      ? {}
      : kind < 0.8
        ? { text: pick(next, ['red', 'a blue thing', 'green']) }
        : { itemId: 'mixture-3' };
  const browses = kind < 0.4;
  const arrange = next();
  const some = FIELDS.filter(() => next() < 0.35);
  return {
    ...query,
    ...(!browses && (next() < 0.3 ? { minMatch: Math.round(next() * 80) / 100 } : { cutoff: 'off' })),
    ...(next() < 0.75 && { filter: filterOver(next) }),
    ...(arrange < 0.3 && {
      groupBy: { field: pick(next, ['brand', 'price', 'day', 'size']), size: 1 + Math.floor(next() * 3) },
    }),
    ...(arrange >= 0.3 && {
      facets: some.map((field) =>
        field === 'price' && next() < 0.5
          ? { field, ranges: [{ to: 0 }, { from: 0, to: 7.5 }, { from: 7.5 }] }
          : field === 'day' && next() < 0.5
            ? {
                field,
                ranges: [{ to: '2024-05-17' }, { from: '2024-05-17', to: '2024-05-17T12:00:00+02:00' }],
              }
            : { field, limit: 1_000 },
      ),
    }),
    ...((browses || next() < 0.5) && {
      sort: Array.from({ length: 1 + Math.floor(next() * 2) }, (): SortKey => ({
        field: pick(next, FIELDS),
        order: next() < 0.5 ? 'asc' : 'desc',
      })),
    }),
  };
}

/** A filter over fields the items have, now and then one of any shape. */
function filterOver(next: Random, depth = 0): Filter {
  if (next() < 0.1) return randomFilter(next);
  if (depth < 2 && next() < 0.3) {
    const filters = Array.from({ length: 1 + Math.floor(next() * 3) }, () => filterOver(next, depth + 1));
    return { op: pick(next, ['all', 'any', 'none'] as const), filters };
  }
  return pick<() => Filter>(next, [
    () => ({ op: 'eq', field: 'brand', value: pick(next, BRANDS) }),
    () => ({ op: 'ieq', field: 'brand', value: 'Acme' }),
    () => ({ op: 'prefix', field: 'brand', value: pick(next, ['a', 'AC', 'č']) }),
    () => ({ op: 'words', field: 'brand', value: 'NEIL' }),
    () => ({ op: 'in', field: 'tags', values: ['t1', 't4'] }),
    () => ({ op: 'length', field: 'tags', is: 'gte', value: Math.floor(next() * 3) }),
    () => ({ op: pick(next, ['lt', 'gte'] as const), field: 'price', value: Math.floor(next() * 15) }),
    () => ({ op: pick(next, ['eq', 'ne', 'gte'] as const), field: 'day', value: pick(next, DAYS) }),
    () => ({ op: 'eq', field: 'variants.color', value: 'red' }),
    () => ({ op: 'exists', field: pick(next, ['size', 'made', 'variants', 'brand']), value: next() < 0.5 }),
    () => ({ op: 'eq', field: '$hasImage', value: next() < 0.7 }),
    () => ({ op: 'prefix', field: '$id', value: 'mixture-1' }),
  ])();
}

function pick<T>(next: Random, from: readonly T[]): T {
  return from[Math.floor(next() * from.length)]!;
}

function plain({ id, colors, metadata }: Item) {
  return { itemId: id, payload: { metadata, hasImage: colors !== undefined } };
}

/** The different values of a field, by the ways these items have them. */
function valuesOf({ id, colors, metadata }: Item, field: string): FilterScalar[] {
  if (field === '$id') return [id];
  if (field === '$hasImage') return [colors !== undefined];
  const [key, inner] = field.split('.') as [string, string?];
  const held: Json[] = [metadata[key] ?? []].flat<Json>();
  const values = inner === undefined ? held : held.map((each) => (each as Record<string, Json>)[inner]!);
  return [...new Set(values)].filter((value) => value !== null && typeof value !== 'object');
}

function holdsAll(filters: readonly Filter[], value: FilterScalar): boolean {
  const item = { itemId: '', payload: { metadata: { it: value }, hasImage: true } };
  const dated = filters.every(
    (filter) => !('value' in filter) || instant(filter.value) === undefined || instant(value) !== undefined,
  );
  return dated && filters.every((filter) => matches({ ...filter, field: 'it' } as Filter, item));
}

function instant(value: Json): number | undefined {
  return typeof value === 'string' && DAYS.includes(value) ? Date.parse(value) : undefined;
}
