import { expect, it } from 'vitest';
import { randomRows } from '../testing/random-rows.ts';
import { innerProduct } from './inner-product.ts';

it('innerProduct of a normalized vector with itself is 1, and of known vectors their sum of products', () => {
  const unit = randomRows(1, 512, 3);
  expect(innerProduct(unit, unit)).toBeCloseTo(1, 5);
  expect(innerProduct(Float32Array.of(1, 2, 3), Float32Array.of(4, -5, 6))).toBe(12);
});
