import { AppError, FILTER_LIMITS } from '@unseen/domain';
import { describe, expect, test } from 'vitest';
import { parseFilter } from './parse-filter.ts';

/** The paths of the field errors a wrong filter gives. */
function wrongFields(json: unknown): string[] {
  try {
    parseFilter(json);
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid_filter')
      return error.errors!.map((e) => e.field);
    throw error;
  }
  return [];
}

/** A filter of `depth` levels, the condition included. */
function nested(depth: number): unknown {
  let filter: unknown = { color: 'red' };
  for (let level = 1; level < depth; level++) filter = { any: [filter] };
  return filter;
}

describe('parseFilter reads', () => {
  test('a bare value as equality', () => {
    expect(parseFilter({ color: 'red' })).toEqual({ op: 'eq', field: 'color', value: 'red' });
    expect(parseFilter({ stock: 0 })).toEqual({ op: 'eq', field: 'stock', value: 0 });
    expect(parseFilter({ sale: false })).toEqual({ op: 'eq', field: 'sale', value: false });
  });

  test('every operator', () => {
    expect(parseFilter({ a: { ne: 1 } })).toEqual({ op: 'ne', field: 'a', value: 1 });
    expect(parseFilter({ a: { in: [1, 'x', true] } })).toEqual({
      op: 'in',
      field: 'a',
      values: [1, 'x', true],
    });
    expect(parseFilter({ a: { exists: false } })).toEqual({ op: 'exists', field: 'a', value: false });
    for (const op of ['lt', 'lte', 'gt', 'gte'] as const) {
      expect(parseFilter({ 'size.width': { [op]: 3 } })).toEqual({ op, field: 'size.width', value: 3 });
    }
    expect(parseFilter({ day: { gte: '2024-01-01' } })).toEqual({
      op: 'gte',
      field: 'day',
      value: '2024-01-01',
    });
  });

  test('several keys and several operators as "all must hold"', () => {
    expect(parseFilter({ color: 'red', price: { gte: 10, lt: 20 } })).toEqual({
      op: 'all',
      filters: [
        { op: 'eq', field: 'color', value: 'red' },
        { op: 'gte', field: 'price', value: 10 },
        { op: 'lt', field: 'price', value: 20 },
      ],
    });
  });

  test('combinations inside one another', () => {
    expect(parseFilter({ any: [{ a: 1 }, { none: [{ b: 2, c: 3 }] }] })).toEqual({
      op: 'any',
      filters: [
        { op: 'eq', field: 'a', value: 1 },
        {
          op: 'none',
          filters: [
            {
              op: 'all',
              filters: [
                { op: 'eq', field: 'b', value: 2 },
                { op: 'eq', field: 'c', value: 3 },
              ],
            },
          ],
        },
      ],
    });
  });

  test('fields named like combiners, when their value is not a list', () => {
    expect(parseFilter({ any: 'x' })).toEqual({ op: 'eq', field: 'any', value: 'x' });
    expect(parseFilter({ none: { exists: true } })).toEqual({ op: 'exists', field: 'none', value: true });
  });

  test('fields named like object members as plain fields', () => {
    const filter = JSON.parse('{"__proto__": 1, "constructor": {"eq": "x"}}') as unknown;
    expect(parseFilter(filter)).toEqual({
      op: 'all',
      filters: [
        { op: 'eq', field: '__proto__', value: 1 },
        { op: 'eq', field: 'constructor', value: 'x' },
      ],
    });
  });

  test('comparisons of texts and lengths', () => {
    expect(
      parseFilter({ a: { ieq: 'X', prefix: 'y', words: 'p q' }, b: { length: { gte: 1, lt: 3 } } }),
    ).toEqual({
      op: 'all',
      filters: [
        { op: 'ieq', field: 'a', value: 'X' },
        { op: 'prefix', field: 'a', value: 'y' },
        { op: 'words', field: 'a', value: 'p q' },
        { op: 'length', field: 'b', is: 'gte', value: 1 },
        { op: 'length', field: 'b', is: 'lt', value: 3 },
      ],
    });
    expect(parseFilter({ b: { length: 2 } })).toEqual({ op: 'length', field: 'b', is: 'eq', value: 2 });
    expect(parseFilter({ a: 1e300, b: -(2 ** 53 - 1) })).toBeDefined();
  });

  test('nothing as no filter', () => {
    expect([parseFilter(undefined), parseFilter(null), parseFilter({})]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('parseFilter refuses and says where', () => {
  test.each([
    ['a string', 'red', ['filter']],
    ['a list', [{ a: 1 }], ['filter']],
    ['null as a value', { a: null }, ['filter.a']],
    ['a list as a value', { a: [1, 2] }, ['filter.a']],
    ['an unknown operator', { price: { above: 3 } }, ['filter.price.above']],
    ['no operator', { price: {} }, ['filter.price']],
    ['an object to compare with', { a: { eq: { b: 1 } } }, ['filter.a.eq']],
    ['a boolean to order by', { a: { lt: true } }, ['filter.a.lt']],
    ['an infinite number', { a: { lt: Infinity } }, ['filter.a.lt']],
    ['exists with a word', { a: { exists: 'yes' } }, ['filter.a.exists']],
    ['in without values', { a: { in: [] } }, ['filter.a.in']],
    ['in with null', { a: { in: [1, null] } }, ['filter.a.in']],
    ['an empty combination', { any: [] }, ['filter.any']],
    ['an empty filter in a combination', { all: [{ a: 1 }, {}] }, ['filter.all[1]']],
    ['a value in a combination', { all: ['a'] }, ['filter.all[0]']],
    ['an empty field name', { '': 1 }, ['filter.']],
    ['a control character', { 'a\u0000b': 1 }, ['filter.a\u0000b']],
    ['a lone surrogate', { a: '\ud800' }, ['filter.a']],
    ['a whole number that is rounded', { a: 2 ** 53 }, ['filter.a']],
    ['a rounded number in a list', { a: { in: [1, -(2 ** 60)] } }, ['filter.a.in']],
    ['a rounded limit', { a: { lt: 2 ** 63 } }, ['filter.a.lt']],
    ['no beginning', { a: { prefix: '' } }, ['filter.a.prefix']],
    ['a long beginning', { a: { prefix: 'x'.repeat(FILTER_LIMITS.prefix + 1) } }, ['filter.a.prefix']],
    ['words without a word', { a: { words: '?!' } }, ['filter.a.words']],
    ['a length that is no number', { a: { length: '3' } }, ['filter.a.length']],
    ['a length compared with a text', { a: { length: { gte: 1, lt: 'x' } } }, ['filter.a.length']],
    ['a class inside', { any: [{ $class: 'dog' }] }, ['filter.any[0].$class']],
  ])('%s', (_what, json, fields) => {
    expect(wrongFields(json)).toEqual(fields);
  });

  test('every wrong place at once', () => {
    expect(wrongFields({ a: { lt: null }, any: [{ b: { foo: 1 } }, { c: 2 }] })).toEqual([
      'filter.a.lt',
      'filter.any[0].b.foo',
    ]);
  });

  test('a combiner of another language, with the one of this', () => {
    expect(() => parseFilter({ and: [{ a: 1 }] })).toThrow(/filter\.and must not be a list; use `all`/);
    expect(() => parseFilter({ or: [{ a: 1 }] })).toThrow(/use `any`/);
  });

  test.each([
    ['inside another', { any: [{ a: 1 }, { OR: [{ b: 1 }] }] }, 'filter.any[1].OR', /use `any` to combine/],
    ['without a list', { and: { a: 1 } }, 'filter.and.a', /`all` needs a list/],
    ['as an operator', { a: { or: [{ lt: 1 }, { gt: 2 }] } }, 'filter.a.or', /"any": \[\{ "a": \.\. \}/],
    ['as an operator, one of ours', { a: { any: [1, 2] } }, 'filter.a.any', /"any": \[\{ "a"/],
  ])('a combiner of another language %s, with the one of this', (_where, json, place, hint) => {
    expect(wrongFields(json)).toEqual([place]);
    expect(() => parseFilter(json)).toThrow(hint);
  });

  test('a field called as every object has one, like any other', () => {
    expect(() => parseFilter({ constructor: [1] })).toThrow('must not be a list; use { "in": [...] }.');
  });

  test('a combiner without a list, with a hint', () => {
    expect(() => parseFilter({ any: { color: 'red' } })).toThrow(/`any` needs a list/);
  });

  test('more than the limits allow, and takes exactly what they allow', () => {
    expect(wrongFields(nested(FILTER_LIMITS.depth))).toEqual([]);
    expect(wrongFields(nested(FILTER_LIMITS.depth + 1))).toHaveLength(1);
    expect(wrongFields({ any: [nested(FILTER_LIMITS.depth - 1), { a: 1 }] })).toEqual([]);
    expect(wrongFields({ b: 1, any: [nested(FILTER_LIMITS.depth - 1), { a: 1 }] })).toEqual(['filter']);
    const conditions = (n: number) => ({ any: Array.from({ length: n }, (_, i) => ({ [`f${i}`]: i })) });
    expect(wrongFields(conditions(FILTER_LIMITS.conditions))).toEqual([]);
    expect(wrongFields(conditions(FILTER_LIMITS.conditions + 1))).toEqual(['filter']);
    const values = (n: number) => ({ a: { in: Array.from({ length: n }, (_, i) => i) } });
    expect(wrongFields(values(FILTER_LIMITS.values))).toEqual([]);
    expect(wrongFields(values(FILTER_LIMITS.values + 1))).toEqual(['filter.a.in']);
  });

  test('a very wide filter without exhausting the stack', () => {
    expect(wrongFields({ any: Array.from({ length: 300_000 }, () => ({ a: 1 })) })).toEqual(['filter']);
  });

  test('a very deep filter without exhausting the stack', () => {
    expect(wrongFields(nested(100_000)).length).toBe(1);
  });
});
