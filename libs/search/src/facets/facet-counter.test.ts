import { describe, expect, test } from 'vitest';
import { FACET_LIMITS, FacetCounter } from './facet-counter.ts';

const count = (...items: Parameters<FacetCounter['add']>[0][]) => {
  const counter = new FacetCounter();
  for (const item of items) counter.add(item);
  return counter;
};

describe('facets', () => {
  test('count items, not mentions: a list counts once per value', () => {
    const [tags] = count({ tags: ['red', 'red', 'round'] }, { tags: ['red'] }, { tags: 'red' }).result(10);
    expect(tags).toEqual({
      field: 'tags',
      items: 3,
      distinct: 2,
      values: [
        { value: 'red', count: 3 },
        { value: 'round', count: 1 },
      ],
    });
  });

  test('name nested fields as filters do, and give numbers a range', () => {
    const facets = count({ size: { height: 3 } }, { size: { height: -1.5 } }, { size: { height: '7' } });
    expect(facets.result(1)).toEqual([
      {
        field: 'size.height',
        items: 3,
        distinct: 3,
        values: [{ value: -1.5, count: 1 }],
        range: { min: -1.5, max: 3 },
      },
    ]);
  });

  test('keep true apart from "true", and leave out null, long texts and objects in lists', () => {
    const facets = count({ a: true, b: null, c: 'x'.repeat(500), d: [{ e: 1 }] }, { a: 'true' }).result(10);
    expect(facets.map(({ field }) => field)).toEqual(['a']);
    expect(facets[0]?.distinct).toBe(2);
  });

  test('stay within bounds whatever the metadata is', () => {
    const counter = new FacetCounter();
    for (let i = 0; i < FACET_LIMITS.distinct + 50; i++) counter.add({ id: i, [`field-${i}`]: 1 });
    const facets = counter.result(5);
    expect(facets).toHaveLength(FACET_LIMITS.fields);
    expect(facets[0]).toMatchObject({ field: 'id', items: FACET_LIMITS.distinct + 50, distinct: 2_000 });
    expect(facets[0]?.range).toEqual({ min: 0, max: FACET_LIMITS.distinct + 49 });
  });
});
