import { expect, test } from 'vitest';
import { binsOf } from './bins.ts';

test('every value is counted once, the ends too', () => {
  const bins = binsOf([0, 0.05, 0.1, 0.99, 1, 1, -0.2], 10);
  expect(bins.map(({ count }) => count)).toEqual([3, 1, 0, 0, 0, 0, 0, 0, 0, 3]);
  expect(bins[9]).toMatchObject({ from: 0.9, to: 1 });
});
