import { FILTER_LIMITS, type Filter, type Metadata } from '@unseen/domain';
import { describe, expect, it } from 'vitest';
import { randomFrom, unitVector } from './random.ts';
import { axis, DIMENSIONS, idsOf, itemIdsOf, point, SPACE } from './fixtures.ts';
import { openWithSpace, type OpenStore } from './open-store.ts';
import { randomFilter, randomMetadata } from './random-filter.ts';
import { matches } from './reference-filter.ts';

const ITEMS: Record<string, Metadata> = {
  shirt: {
    color: 'red',
    price: 10,
    sizes: [36, 38, 40],
    sale: true,
    size: '5',
    made: { in: 'Peru', on: '2024-05-01' },
  },
  shoe: {
    color: ['red', 'white'],
    price: 99.5,
    sizes: [41],
    sale: false,
    size: 5,
    made: { in: 'Italy', on: '2023-11-30' },
  },
  hat: {
    color: 'Red',
    price: null,
    sizes: [],
    note: "it's 'fine'",
    sold: '2024-06-01T00:30:00+02:00',
    variants: [{ color: 'blue', size: 1 }, { color: ['green'] }],
  },
  bare: {},
};

const CASES: [string, Filter, string[]][] = [
  ['eq', { op: 'eq', field: 'color', value: 'red' }, ['shirt', 'shoe']],
  ['eq on a boolean', { op: 'eq', field: 'sale', value: false }, ['shoe']],
  ['eq by type: text', { op: 'eq', field: 'size', value: '5' }, ['shirt']],
  ['eq by type: number', { op: 'eq', field: 'size', value: 5 }, ['shoe']],
  ['eq with a quote', { op: 'eq', field: 'note', value: "it's 'fine'" }, ['hat']],
  ['eq on a path', { op: 'eq', field: 'made.in', value: 'Peru' }, ['shirt']],
  ['ne also without the field', { op: 'ne', field: 'color', value: 'white' }, ['bare', 'hat', 'shirt']],
  ['in', { op: 'in', field: 'color', values: ['white', 'Red'] }, ['hat', 'shoe']],
  ['in nothing', { op: 'in', field: 'color', values: [] }, []],
  ['in mixed types', { op: 'in', field: 'size', values: [5, true, 'x'] }, ['shoe']],
  ['lt on any element', { op: 'lt', field: 'sizes', value: 37 }, ['shirt']],
  ['lte', { op: 'lte', field: 'price', value: 10 }, ['shirt']],
  ['gt on any element', { op: 'gt', field: 'sizes', value: 39 }, ['shirt', 'shoe']],
  ['gte', { op: 'gte', field: 'price', value: 99.5 }, ['shoe']],
  ['a range on text', { op: 'lt', field: 'made.on', value: '2024' }, ['shoe']],
  ['a range never crosses types', { op: 'gte', field: 'size', value: '' }, ['shirt']],
  ['a range on a boolean matches nothing', { op: 'gte', field: 'sale', value: 0 }, []],
  ['exists', { op: 'exists', field: 'price', value: true }, ['shirt', 'shoe']],
  ['not exists: null, empty and absent', { op: 'exists', field: 'sizes', value: false }, ['bare', 'hat']],
  ['exists on an object', { op: 'exists', field: 'made', value: true }, ['shirt', 'shoe']],
  ['dates are instants', { op: 'lt', field: 'sold', value: '2024-06-01T00:00:00Z' }, ['hat']],
  [
    'dates are instants, written otherwise',
    { op: 'eq', field: 'sold', value: '2024-05-31T22:30:00.000Z' },
    ['hat'],
  ],
  ['a day is its midnight', { op: 'gte', field: 'made.on', value: '2024-05-01T00:00:00Z' }, ['shirt']],
  ['ieq', { op: 'ieq', field: 'color', value: 'RED' }, ['hat', 'shirt', 'shoe']],
  ['prefix', { op: 'prefix', field: 'color', value: 're' }, ['shirt', 'shoe']],
  ['words', { op: 'words', field: 'note', value: 'Fine IT' }, ['hat']],
  ['words that are not all there', { op: 'words', field: 'note', value: 'fine day' }, []],
  ['length', { op: 'length', field: 'sizes', is: 'gte', value: 1 }, ['shirt', 'shoe']],
  ['length of nothing', { op: 'length', field: 'sizes', is: 'eq', value: 0 }, ['hat']],
  ['into a list of objects', { op: 'eq', field: 'variants.color', value: 'green' }, ['hat']],
  ['exists on a list of objects', { op: 'exists', field: 'variants', value: true }, ['hat']],
  ['an item by its id', { op: 'in', field: '$id', values: ['hat', 'bare', 'none'] }, ['bare', 'hat']],
  [
    'an item by when it came',
    { op: 'gt', field: '$createdAt', value: '2024-01-02T00:00:00Z' },
    ['bare', 'hat'],
  ],
  ['an item by its picture', { op: 'eq', field: '$hasImage', value: false }, []],
  ['a field that never was', { op: 'gt', field: 'nowhere', value: 1 }, []],
  [
    'all',
    {
      op: 'all',
      filters: [
        { op: 'eq', field: 'color', value: 'red' },
        { op: 'gt', field: 'price', value: 50 },
      ],
    },
    ['shoe'],
  ],
  [
    'any',
    {
      op: 'any',
      filters: [
        { op: 'eq', field: 'sale', value: true },
        { op: 'exists', field: 'note', value: true },
      ],
    },
    ['hat', 'shirt'],
  ],
  [
    'none',
    {
      op: 'none',
      filters: [
        { op: 'gt', field: 'price', value: 50 },
        { op: 'eq', field: 'sale', value: true },
      ],
    },
    ['bare', 'hat'],
  ],
  ['empty all', { op: 'all', filters: [] }, ['bare', 'hat', 'shirt', 'shoe']],
  ['empty any', { op: 'any', filters: [] }, []],
  ['empty none', { op: 'none', filters: [] }, ['bare', 'hat', 'shirt', 'shoe']],
];

/** What the port promises of filters: the contract's meaning, whatever the names and values are. */
export function filtersSuite(open: OpenStore): void {
  describe('filters', () => {
    it('mean what the contract says', async () => {
      const store = await openWithSpace(open);
      await store.upsert(
        SPACE,
        Object.entries(ITEMS).map(([id, metadata], day) =>
          point(id, {
            metadata,
            createdAt: Date.UTC(2024, 0, 1 + day),
            vectors: { image: unitVector(DIMENSIONS, id) },
          }),
        ),
      );
      for (const [name, filter, expected] of CASES) {
        const [hits] = await store.search(SPACE, [{ modality: 'image', vector: axis(0), limit: 9, filter }]);
        expect((await itemIdsOf(store, hits!)).sort(), name).toEqual(expected);
        expect(await store.count(SPACE, filter), name).toBe(expected.length);
      }
    });

    it('agree with the plain reading on hostile names and values, in search and count, before and after maintenance', async () => {
      const store = await openWithSpace(open);
      const next = randomFrom('filters');
      const items = Array.from({ length: 150 }, (_, i) =>
        point(`item${i}`, {
          metadata: randomMetadata(next),
          vectors: { image: unitVector(DIMENSIONS, i) },
          createdAt: Date.UTC(2024, 4, 1 + (i % 30)),
        }),
      );
      await store.upsert(SPACE, items.slice(0, 120));
      const agree = async (filters: readonly Filter[], among: typeof items) => {
        const lists = await store.search(
          SPACE,
          filters.map((filter) => ({ modality: 'image', vector: axis(0), limit: 999, filter })),
        );
        for (const [i, filter] of filters.entries()) {
          const expected = among.filter((item) => matches(filter, item)).map((item) => item.itemId);
          expect(lists[i]!.map((hit) => hit.id).sort(), JSON.stringify(filter)).toEqual(
            idsOf(...expected).sort(),
          );
          expect(await store.count(SPACE, filter), JSON.stringify(filter)).toBe(expected.length);
        }
      };
      await agree(
        Array.from({ length: 170 }, () => randomFilter(next)),
        items.slice(0, 120),
      );
      await store.optimize(SPACE);
      await agree(
        Array.from({ length: 170 }, () => randomFilter(next)),
        items.slice(0, 120),
      );
      await store.upsert(SPACE, items.slice(120));
      await agree(
        Array.from({ length: 170 }, () => randomFilter(next)),
        items,
      );
    });

    it('hold where every item brings fields of its own', async () => {
      const store = await openWithSpace(open);
      const items = Array.from({ length: 50 }, (_, i) =>
        point(`item${i}`, {
          metadata: Object.fromEntries(Array.from({ length: 40 }, (_, k) => [`field ${i}/${k}`, k])),
        }),
      );
      await store.upsert(SPACE, items);
      expect(await store.count(SPACE, { op: 'gt', field: 'field 49/39', value: 38 })).toBe(1);
      expect(await store.count(SPACE, { op: 'eq', field: 'field 0/7', value: 7 })).toBe(1);
    });

    it('are refused when they are larger than the limits', async () => {
      const store = await openWithSpace(open);
      await store.upsert(SPACE, [point('a')]);
      const leaf: Filter = { op: 'eq', field: 'a', value: 1 };
      const deep = (levels: number): Filter =>
        levels === 0 ? leaf : { op: 'none', filters: [deep(levels - 1), leaf] };
      const wide = (width: number): Filter => ({
        op: 'any',
        filters: Array.from({ length: width }, () => leaf),
      });
      const long = (length: number): Filter => ({
        op: 'in',
        field: 'a',
        values: Array.from({ length }, (_, i) => i),
      });
      const { depth, conditions, values } = FILTER_LIMITS;
      for (const filter of [deep(depth - 1), wide(conditions), long(values)])
        await store.count(SPACE, filter);
      for (const filter of [deep(depth), wide(conditions + 1), long(values + 1)]) {
        await expect(store.count(SPACE, filter)).rejects.toMatchObject({ code: 'invalid_filter' });
      }
    });
  });
}
