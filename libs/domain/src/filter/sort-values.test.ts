import { expect, it } from 'vitest';
import { compareSorted } from './sort-values.ts';

const VALUES = [
  ...[-1, 0, 2, 10.5, 2 ** 53],
  ...[
    '2024',
    '2024-05',
    '2024-05-17',
    '2024-05-17T02:00:00+02:00',
    '2024-05-18',
    '2024-05-17x',
    'a',
    'B',
    '',
  ],
  ...[true, false],
];

it('is an order of values of all kinds: no three of them go in a circle', () => {
  for (const a of VALUES) {
    for (const b of VALUES) {
      expect(Math.sign(compareSorted(a, b))).toBe(0 - Math.sign(compareSorted(b, a)));
      for (const c of VALUES) {
        if (compareSorted(a, b) <= 0 && compareSorted(b, c) <= 0)
          expect(compareSorted(a, c)).toBeLessThanOrEqual(0);
      }
    }
  }
});

it('puts numbers first, then dates as instants, then texts, then booleans', () => {
  expect(
    [true, 'b', '2024-05-18', 7, '2024-05-17T23:00:00-05:00', 'a', false, -3].sort(compareSorted),
  ).toEqual([...[-3, 7], ...['2024-05-18', '2024-05-17T23:00:00-05:00'], ...['a', 'b'], ...[false, true]]);
});
