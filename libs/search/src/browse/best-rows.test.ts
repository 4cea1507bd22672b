import {
  compareSortValues,
  scalarsAt,
  sortValueOf,
  type FieldRows,
  type FilterableItem,
  type Metadata,
} from '@unseen/domain';
import { randomFrom } from '@unseen/testing';
import { expect, it } from 'vitest';
import { comparePlaces, sortPlace } from '../arrange/compare.ts';
import type { SortKey } from '../query/arrangement.ts';
import { bestRows } from './best-rows.ts';

const next = randomFrom('rows');
const pick = <T>(from: readonly T[]) => from[Math.floor(next() * from.length)]!;
const VALUES = [1, 2.5, -3, 'a', 'B', '', '2024-05', '2024-05-17', '2024-05-17T02:00:00+02:00', true, false];

const items: FilterableItem[] = Array.from({ length: 120 }, (_, n) => {
  const metadata: Metadata = {
    ...(next() < 0.8 && { one: pick(VALUES) }),
    ...(next() < 0.7 && { many: [pick(VALUES), pick(VALUES)] }),
  };
  const payload = { captions: [], metadata, hasImage: true, createdAt: n % 7, contentHash: '' };
  return { itemId: `item ${(n * 37) % 120}`, payload };
});
const rows: FieldRows = {
  size: items.length,
  column: (field) => (row) => {
    const values = scalarsAt(items[row]!, field);
    const sorted = values.map(sortValueOf).sort(compareSortValues);
    return values.length === 0 ? undefined : { values, least: sorted[0]!, greatest: sorted.at(-1)! };
  },
  point: (row) => ({ id: String(row), itemId: items[row]!.itemId }),
};

const ORDERS: SortKey[][] = [
  [{ field: 'one' }],
  [{ field: 'one', order: 'desc' }],
  [{ field: 'many' }, { field: 'one', order: 'desc' }],
  [{ field: 'many', order: 'desc' }, { field: '$createdAt' }],
  [{ field: '$createdAt', order: 'desc' }],
  [{ field: 'nothing' }],
  [{ field: '$id', order: 'desc' }],
];

it.each(ORDERS.map((keys) => ({ keys, name: JSON.stringify(keys) })))(
  'pages through rows as sorting all of them does: $name',
  ({ keys }) => {
    const compare = comparePlaces(keys);
    const expected = items.map((item) => sortPlace(item, 0, keys)).sort(compare);
    for (const limit of [1, 7, 50, 200]) {
      const found = [];
      for (let page = bestRows(rows, keys, undefined, limit); ;) {
        found.push(...page.rows.map(({ place }) => place));
        if (!page.more) break;
        expect(page.rows).toHaveLength(limit);
        page = bestRows(rows, keys, found.at(-1), limit);
      }
      expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      expect(found.map((place, n) => compare(place, expected[n]!))).toEqual(found.map(() => 0));
    }
  },
);
