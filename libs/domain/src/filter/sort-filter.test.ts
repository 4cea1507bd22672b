import { expect, it } from 'vitest';
import type { Json } from '../item.ts';
import type { FilterableItem } from './filterable-fields.ts';
import type { FilterScalar } from './filter.ts';
import { filterTest } from './holds.ts';
import { scalarsAt } from './scalars-at.ts';
import { sortedBefore } from './sort-filter.ts';
import { compareSorted } from './sort-values.ts';

const VALUES: FilterScalar[] = [
  0,
  -0,
  3,
  -7.5,
  1e300,
  '',
  'a',
  'B',
  '2024-05',
  '2024-05-17',
  '2024-05-17T02:00:00+02:00',
  '2023-01-31',
  'ä',
  '\u{1F600}',
  '\uffff',
  true,
  false,
];
const held: (Json | undefined)[] = [
  undefined,
  null,
  [],
  { inside: 1 },
  ...VALUES,
  ...VALUES.flatMap((a) => VALUES.map((b) => [a, b])),
];
const items = held.map((value, n): FilterableItem => ({
  itemId: `item ${n}`,
  payload: { metadata: value === undefined ? {} : { f: value }, hasImage: n % 2 === 0, createdAt: n * 1_000 },
}));

it.each([
  { field: 'f', order: 'asc' },
  { field: 'f', order: 'desc' },
  { field: '$createdAt', order: 'desc' },
  { field: '$hasImage', order: 'asc' },
  { field: '$id', order: 'asc' },
] as const)('tells what stands before a value as sorting does: $field $order', ({ field, order }) => {
  const keyOf = (item: FilterableItem) => {
    const values = scalarsAt(item, field).sort(compareSorted);
    return (order === 'asc' ? values[0] : values.at(-1)) ?? null;
  };
  const compare = (a: FilterScalar | null, b: FilterScalar | null): number => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return (order === 'asc' ? 1 : -1) * compareSorted(a, b);
  };
  const pivots = field === 'f' ? [...VALUES, null] : items.filter((_, n) => n % 40 === 0).map(keyOf);
  for (const pivot of pivots) {
    for (const at of [false, true]) {
      const holds = filterTest(sortedBefore({ field, order }, pivot, at));
      const wrong = items.filter((item) => {
        const difference = compare(keyOf(item), pivot);
        return holds(item) !== (at ? difference <= 0 : difference < 0);
      });
      expect([pivot, at, wrong]).toEqual([pivot, at, []]);
    }
  }
});
