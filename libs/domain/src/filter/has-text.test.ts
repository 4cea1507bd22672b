import { describe, expect, it } from 'vitest';
import type { Filter } from './filter.ts';
import { asksForText, withoutHasText } from './has-text.ts';
import { filterTest } from './holds.ts';

const WITH_TEXT = ['sign', 'label'];
const ITEMS = ['sign', 'label', 'dog'].map((itemId) => ({
  itemId,
  payload: { metadata: { $hasText: 'yes', color: 'red' }, hasImage: true },
}));
const field = '$hasText';

describe('whether words are written in a picture, for stores that do not know it', () => {
  it.each<[string, Filter, string[]]>([
    ['true', { op: 'eq', field, value: true }, ['sign', 'label']],
    ['false', { op: 'eq', field, value: false }, ['dog']],
    ['not true', { op: 'ne', field, value: true }, ['dog']],
    ['one of both', { op: 'in', field, values: [true, false] }, ['sign', 'label', 'dog']],
    ['one of one', { op: 'in', field, values: [false] }, ['dog']],
    ['there', { op: 'exists', field, value: true }, ['sign', 'label', 'dog']],
    ['not there', { op: 'exists', field, value: false }, []],
    ['a text', { op: 'eq', field, value: 'yes' }, []],
    [
      'inside another one',
      {
        op: 'none',
        filters: [
          { op: 'eq', field, value: false },
          { op: 'eq', field: '$id', value: 'sign' },
        ],
      },
      ['label'],
    ],
    ['of another field', { op: 'eq', field: 'color', value: 'red' }, ['sign', 'label', 'dog']],
  ])('%s', (_, filter, expected) => {
    const plain = withoutHasText(filter, { op: 'in', field: '$id', values: WITH_TEXT });
    expect(asksForText(plain)).toBe(false);
    const found = (test: (item: (typeof ITEMS)[number]) => boolean) =>
      ITEMS.filter(test).map(({ itemId }) => itemId);
    expect(found(filterTest(plain))).toEqual(expected);
    // Where it is known it means the same, whatever metadata holds under that name.
    const known = filterTest(filter);
    expect(
      found(({ itemId, payload }) =>
        known({ itemId, payload: { ...payload, hasText: WITH_TEXT.includes(itemId) } }),
      ),
    ).toEqual(expected);
  });
});
