import {
  compareSorted,
  compareTexts,
  filterTest,
  scalarsAt,
  type Filter,
  type FilterableItem,
} from '@unseen/domain';
import { seededUniform } from '@unseen/domain/random';
import { randomFilter, randomMetadata } from '@unseen/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ledger } from '../ledger.ts';
import type { ItemRecord } from '../records/item-record.ts';
import { openTestLedger } from '../testing/open-test-ledger.ts';
import { itemWrite } from '../testing/records.ts';
import type { ItemPosition, ItemSearch, SortKey } from './find-items.ts';
import { itemCondition } from './item-condition.ts';

const scope = { tenant: 'default', collection: 'pictures' };
/** As small as can be, so that a few hundred items take every way that millions do. */
const SMALL = { rows: 7, window: 16, near: 10, few: 20, counted: 30 };

describe('filtered and sorted lists of items', () => {
  let ledger: Ledger;
  let items: ItemRecord[];

  beforeAll(async () => {
    ledger = await openTestLedger();
    const next = seededUniform(21);
    const writes = Array.from({ length: 300 }, (_, index) =>
      itemWrite({
        id:
          next() < 0.1
            ? `2024-05-${10 + (index % 20)}T00:00:${10 + (index % 50)}Z-${index}`
            : `item-${index}`,
        metadata: randomMetadata(next),
        imageKey: next() < 0.5 ? null : 'b'.repeat(64),
      }),
    );
    // Several moments at which items are added, some of them many at once.
    for (let start = 0; start < writes.length; start += 60)
      await ledger.items.put(writes.slice(start, start + 60));
    const elsewhere = writes.slice(0, 50).map((write) => ({ ...write, collection: 'elsewhere' }));
    await ledger.items.put(elsewhere);
    const leaving = itemWrite({ id: 'leaving', metadata: { color: 'red' } });
    await ledger.items.put([leaving]);
    await ledger.items.markDeleting([leaving]);
    items = await ledger.items.getMany(writes);
  });
  afterAll(() => ledger.close());

  const asFilterable = (
    { id, metadata, imageKey, createdAt }: ItemRecord,
    filter: Filter,
  ): FilterableItem => ({
    itemId: id,
    payload: {
      metadata,
      hasImage: imageKey !== null,
      createdAt: createdAt.getTime(),
      hasText: JSON.stringify(filter).includes('$hasText') ? false : undefined,
    },
  });
  const satisfying = (filter: Filter) =>
    items.filter((item) => filterTest(filter)(asFilterable(item, filter)));
  const ALL: Filter = { op: 'all', filters: [] };

  /** Every id of a list, read page after page. */
  async function listed(search: ItemSearch, limit: number): Promise<string[]> {
    const found: ItemPosition[] = [];
    for (;;) {
      const page = await ledger.items.find(scope, { ...search, after: found.at(-1) }, limit, SMALL);
      found.push(...page);
      if (page.length < limit) return found.map(({ id }) => id);
    }
  }

  it('finds and counts what satisfies random filters', async () => {
    const next = seededUniform(22);
    let [held, exact, indexed] = [0, 0, 0];
    for (let round = 0; round < 200; round++) {
      const filter = randomFilter(next);
      const wanted = satisfying(filter).map(({ id }) => id);
      const told = JSON.stringify(filter);
      expect(await ledger.items.count('default', 'pictures', filter, SMALL), told).toBe(wanted.length);
      expect(await listed({ filter }, 100), told).toEqual(wanted.sort(compareTexts));
      const condition = itemCondition(filter, scope);
      held += wanted.length;
      exact += Number(condition.exact);
      indexed += Number(condition.indexed);
    }
    // The filters found something, and went all ways.
    expect(held).toBeGreaterThan(3_000);
    expect(exact).toBeGreaterThan(70);
    expect(200 - exact).toBeGreaterThan(30);
    expect(indexed).toBeGreaterThan(20);
  });

  it('finds by an index what is asked for most, and only in the collection asked', async () => {
    const some: Filter = { op: 'in', field: 'price', values: ['red', 'ZÜRICH', '%', 5, 1, 0, true, false] };
    const wanted = satisfying(some).length;
    expect(wanted).toBeGreaterThan(0);
    expect(itemCondition(some, scope)).toMatchObject({ exact: true, indexed: true });
    expect(await ledger.items.count('default', 'pictures', some)).toBe(wanted);
    expect(await ledger.items.count('default', 'elsewhere', some)).toBeLessThan(wanted);
    expect(await ledger.items.count('other', 'pictures', some)).toBe(0);
  });

  it.each<SortKey[]>([
    [{ field: '$createdAt', order: 'desc' }],
    [{ field: '$createdAt', order: 'asc' }],
    [{ field: 'price', order: 'asc' }],
    [
      { field: 'list', order: 'desc' },
      { field: '$createdAt', order: 'desc' },
    ],
  ])('lists in the order of %o, then by id, those without the field last', async (...sort) => {
    const valuesOf = (item: ItemRecord) =>
      sort.map(({ field, order }) => {
        const values = scalarsAt(asFilterable(item, ALL), field).sort(compareSorted);
        return order === 'asc' ? values[0] : values.at(-1);
      });
    const compare = (a: ItemRecord, b: ItemRecord) => {
      const [xs, ys] = [valuesOf(a), valuesOf(b)];
      for (const [index, { order }] of sort.entries()) {
        const [x, y] = [xs[index], ys[index]];
        if (x === undefined && y === undefined) continue;
        if (x === undefined || y === undefined) return x === undefined ? 1 : -1;
        const difference = compareSorted(x, y);
        if (difference !== 0) return order === 'asc' ? difference : -difference;
      }
      return compareTexts(a.id, b.id);
    };
    const filters: Filter[] = [
      ALL,
      { op: 'exists', field: 'tags', value: true },
      { op: 'eq', field: 'color', value: 'red' },
    ];
    for (const filter of filters) {
      const wanted = satisfying(filter)
        .sort(compare)
        .map(({ id }) => id);
      expect(await listed({ filter, sort }, 9), JSON.stringify(filter)).toEqual(wanted);
    }
    const wanted = [...items].sort(compare).map(({ id }) => id);
    expect(await listed({ sort }, 50)).toEqual(wanted);
  });
});
