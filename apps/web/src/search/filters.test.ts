import type { Facet } from '@unseen/client';
import { describe, expect, test } from 'vitest';
import { filterFields, toggled, withBound } from './filters.ts';

const facet = (field: string, counts: Record<string, number>, more: Partial<Facet> = {}): Facet => ({
  field,
  items: 100,
  distinct: Object.keys(counts).length,
  values: Object.entries(counts).map(([value, count]) => ({ value, count })),
  ...more,
});

describe('filters', () => {
  test('are offered for fields that tell items apart, few values first', () => {
    const price = facet('price', {}, { range: { min: 1, max: 9 }, values: [{ value: 3, count: 2 }] });
    const fields = filterFields([
      facet('tags', { red: 30, round: 20, sweet: 9 }, { distinct: 150 }),
      price,
      facet('sku', { a: 1, b: 1 }, { distinct: 100 }),
      facet('shop', { all: 100 }),
      facet('brand', { Kyusu: 60, Hario: 40 }),
      facet('year', {}, { range: { min: 2026, max: 2026 }, values: [{ value: 2026, count: 100 }] }),
    ]);
    expect(fields.map((field) => [field.facet.field, field.kind])).toEqual([
      ['brand', 'values'],
      ['price', 'range'],
      ['tags', 'values'],
    ]);
  });

  test('are set and taken back', () => {
    const two = toggled(toggled({}, 'brand', 'A'), 'brand', 'B');
    expect(two).toEqual({ brand: { in: ['A', 'B'] } });
    expect(toggled(toggled(two, 'brand', 'A'), 'brand', 'B')).toEqual({});
    const range = withBound(withBound(two, 'price', 'gte', 2), 'price', 'lte', 0);
    expect(range['price']).toEqual({ gte: 2, lte: 0 });
    expect(withBound(withBound(range, 'price', 'gte', undefined), 'price', 'lte', undefined)).toEqual(two);
  });
});
