import { expect, it } from 'vitest';
import { RegionProducts } from './region-products.ts';

it.each([256, 48, 16, 7, 100])('rows of %i values have the products that adding up gives', (dim) => {
  const count = 49;
  const value = (i: number) => ((i * 7_919) % 255) - 127;
  const values = Int8Array.from({ length: count * dim }, (_, i) => value(i));
  const products = new RegionProducts(dim);
  for (const seed of [1, 2]) {
    const vector = Float32Array.from({ length: dim }, (_, i) => Math.sin(seed * (i + 1)));
    const expected = Array.from({ length: count }, (_, row) =>
      vector.reduce((sum, each, i) => sum + each * values[row * dim + i]!, 0),
    );
    const found = products.of(values, vector);
    expect(found).toHaveLength(count);
    found.forEach((product, row) => expect(product).toBeCloseTo(expected[row]!, 2));
  }
  // Fewer rows, from the middle of a larger buffer.
  const few = values.subarray(3 * dim, 5 * dim);
  const vector = new Float32Array(dim).fill(1);
  expect([...products.of(few, vector)]).toEqual(
    [3, 4].map((row) => values.subarray(row * dim, (row + 1) * dim).reduce((sum, each) => sum + each, 0)),
  );
});
