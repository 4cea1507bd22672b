import { expect, test } from 'vitest';
import { readCollectionName } from './collection-name.ts';

test.each([
  ['photos', { name: 'photos' }],
  ['  shop_2024-a ', { name: 'shop_2024-a' }],
  ['My Holiday 2024', { name: 'my-holiday-2024', displayName: 'My Holiday 2024' }],
  ['Größe & Café', { name: 'große-cafe'.replace('ß', 'ss'), displayName: 'Größe & Café' }],
  ['-x-', { name: 'x', displayName: '-x-' }],
  ['旅行', undefined],
  ['  ', undefined],
])('“%s”', (typed, name) => {
  expect(readCollectionName(typed)).toEqual(name);
});

test('never longer than a name may be, nor with a hyphen at its end', () => {
  expect(readCollectionName(`${'a'.repeat(63)} b`)?.name).toBe('a'.repeat(63));
});
