import type { Filter, FilterableItem, Metadata } from '@unseen/domain';
import { matches, randomFilter, randomFrom, randomMetadata } from '@unseen/testing';
import { describe, expect, it } from 'vitest';
import { compileFilter } from './compile-filter.ts';
import { filterFields } from './filter-fields.ts';
import { DIGITS, orderCode } from './order-code.ts';
import { compareTails, tailOf } from './tail.ts';

/** What the server does with a condition on a payload, in its simplest form. */
function holds(condition: unknown, payload: Record<string, unknown>): boolean {
  if (typeof condition === 'boolean') return condition;
  const { must, should, must_not, is_empty, key, match, range } = condition as Record<string, unknown>;
  const each = (parts: unknown) => (parts as unknown[]).map((part) => holds(part, payload));
  if (must) return each(must).every(Boolean);
  if (should) return each(should).some(Boolean);
  if (must_not) return !each(must_not).some(Boolean);
  const path = is_empty ? (is_empty as { key: string }).key : String(key);
  const found = at(payload, path);
  const values: unknown[] = Array.isArray(found) ? found : [found];
  if (is_empty) return values.every((value) => value === undefined);
  if (match) {
    const { value, any } = match as { value?: unknown; any?: unknown[] };
    return values.some((each) => (any ? any.includes(each) : each === value));
  }
  const { lt, gt } = range as { lt?: number; gt?: number };
  return values.some((each) => typeof each === 'number' && (lt !== undefined ? each < lt : each > gt!));
}

const payloads = new Map<FilterableItem, Record<string, unknown>>();

function itemOf(metadata: Metadata): FilterableItem {
  return { itemId: 'item', payload: { metadata, hasImage: true, createdAt: 0 } };
}

/** The payload of an item, made once: making it takes longer than looking into it. */
function payloadOf(item: FilterableItem): Record<string, unknown> {
  const payload = payloads.get(item) ?? { ...filterFields(item) };
  payloads.set(item, payload);
  return payload;
}

function at(payload: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce((object, name) => (object as Record<string, unknown> | undefined)?.[name], payload);
}

/** Sign of the order of two codes, digit by digit. */
function compareCodes(a: string, b: string): number {
  const differs = [...a].findIndex((digit, i) => digit !== b[i]);
  return differs < 0 ? 0 : Math.sign(DIGITS.indexOf(a[differs]!) - DIGITS.indexOf(b[differs]!));
}

describe('codes', () => {
  it('order numbers as numbers', () => {
    const numbers = [
      -Infinity,
      -1e300,
      -2,
      -1,
      -5e-324,
      0,
      5e-324,
      1e-7,
      1,
      1 + 2 ** -52,
      2,
      99.5,
      2 ** 53,
      1e300,
    ];
    for (const [i, a] of numbers.entries()) {
      for (const [k, b] of numbers.entries()) {
        expect(compareCodes(orderCode(a), orderCode(b)), `${a} ${b}`).toBe(Math.sign(i - k));
      }
    }
    expect(orderCode(-0)).toBe(orderCode(0));
  });

  it('order texts by code point, with their tails', () => {
    const texts = [
      ...['', '\u0000', '\u0000\u0000', ' ', 'a', 'ab', 'abcdef', 'abcdefg', 'abcdefg\u0000', 'abcdefgh'],
      ...['abcdefghijklm', 'abcdefghijklm\u0000', 'abcdefghijklmn', 'b', 'é', '\uFFEE', '\u{1F600}'],
    ];
    for (const [i, a] of texts.entries()) {
      for (const [k, b] of texts.entries()) {
        const order =
          compareCodes(orderCode(a), orderCode(b)) || Math.sign(compareTails(tailOf(a), tailOf(b)));
        expect(order, JSON.stringify([a, b])).toBe(Math.sign(i - k));
      }
    }
  });
});

describe('compileFilter', () => {
  const agrees = (filter: Filter, items: readonly FilterableItem[]) => {
    const compiled = compileFilter(filter);
    const found = items.map((item) => holds(compiled, payloadOf(item)));
    expect(found, JSON.stringify(filter)).toEqual(items.map((item) => matches(filter, item)));
  };

  it('agrees with the plain reading of every filter on every item', () => {
    const next = randomFrom('qdrant filters');
    const items = Array.from({ length: 100 }, () => itemOf(randomMetadata(next)));
    for (let i = 0; i < 500; i++) agrees(randomFilter(next), items);
  });

  it('agrees on ranges over lists of texts that begin alike', () => {
    const days = ['2024-05-01', '2024-05-10', '2024-05-20', '2024-04-30', '2025-01-01', '2024', '2024-05'];
    const pairs = days.flatMap((a) => days.map((b) => itemOf({ on: [a, b] })));
    for (const x of days) {
      for (const op of ['lt', 'lte', 'gt', 'gte'] as const) {
        agrees({ op, field: 'on', value: x }, pairs);
      }
    }
  });

  it('sends no name and no value of a filter', () => {
    const text = JSON.stringify(
      compileFilter({
        op: 'all',
        filters: [
          { op: 'eq', field: 'secret field', value: 'secret value' },
          { op: 'gt', field: 'secret field', value: 'secret value, longer' },
        ],
      }),
    );
    expect(text).not.toContain('secret');
  });

  it('says without the server what holds for all or for none', () => {
    expect(compileFilter({ op: 'any', filters: [] })).toBe(false);
    expect(compileFilter({ op: 'none', filters: [{ op: 'in', field: 'a', values: [] }] })).toBe(true);
  });
});
