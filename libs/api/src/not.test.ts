import { expect, it } from 'vitest';
import { readFields } from './fields/index.ts';
import { SearchRequest } from './search.ts';

const read = (not: unknown) => readFields(SearchRequest, { text: 'a', not }).not;

it('takes a text, a picture, an item, or a list of them', () => {
  for (const not of ['a cat', { itemId: 'sku-1' }, { image: 'AAAA' }, ['a cat', { itemId: 'sku-1' }]])
    expect(read(not)).toEqual(not);
  expect(read(null)).toBeUndefined();
  const part = readFields(SearchRequest, { not: '["a cat",{"itemId":"sku-1"}]' }, 'text');
  expect(part.not).toEqual(['a cat', { itemId: 'sku-1' }]);
});

it.each([
  [{}, 'must be a text, { image } or { itemId }'],
  [{ itemId: 'a', image: 'AAAA' }, 'must be a text, { image } or { itemId }'],
  [7, 'must be a text, { image } or { itemId }'],
  [{ itemId: '' }, 'must be { itemId } whose value must not be empty'],
  [{ image: 'no base64' }, 'must be { image } whose value must be base64 text'],
  [Array(9).fill('a'), 'holds 9; at most 8 are allowed'],
])('refuses %j', (not, message) => {
  expect(() => read(not)).toThrow(expect.objectContaining({ errors: [{ field: 'not', message }] }) as Error);
});
