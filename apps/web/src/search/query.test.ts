import { describe, expect, test } from 'vitest';
import { isSearch, type Query, readQuery, toSearch, writeQuery } from './query.ts';

const whole: Query = {
  collection: 'shop',
  text: 'a red shoe',
  not: ['blue', 'a heel'],
  like: 'sku/1 ä',
  unlike: ['sku-2'],
  filter: { brand: { in: ['Kyusu', 'A&B'] }, price: { gte: 10, lte: 50.5 }, sold: { in: [true] } },
  classes: ['c1', 'c 2'],
  scope: 'unseen',
  attention: false,
  close: true,
};

describe('a query', () => {
  test('comes back from its address as it was', () => {
    expect(readQuery(new URLSearchParams(writeQuery(whole).toString()))).toEqual(whole);
    const plain = readQuery(new URLSearchParams());
    expect(plain).toMatchObject({
      collection: 'default',
      text: '',
      attention: true,
      filter: {},
      classes: [],
      scope: 'all',
    });
    expect(writeQuery(plain).toString()).toBe('');
  });

  test.each([
    'filter=7',
    'filter={',
    'filter=[1]',
    'filter=null',
    'filter={"a":1}',
    'not=%20',
    'class=',
    'scope=none',
  ])('takes the address %s for a plain one', (address) => {
    const query = readQuery(new URLSearchParams(address));
    expect(query).toEqual(readQuery(new URLSearchParams()));
  });

  test('is sent as the API takes it; a picture takes the place of an item', () => {
    const picture = new Blob(['x']);
    expect(toSearch(whole, picture)).toEqual({
      collection: 'shop',
      text: 'a red shoe',
      image: picture,
      not: ['blue', 'a heel', { itemId: 'sku-2' }],
      filter: whole.filter,
      classes: ['c1', 'c 2'],
      scope: 'unseen',
      facets: true,
      rescore: 'none',
      cutoff: 'auto',
      sizes: true,
    });
    expect(toSearch({ ...whole, text: ' ' })).toMatchObject({ itemId: 'sku/1 ä' });
    expect(toSearch({ ...whole, text: ' ' })).not.toHaveProperty('text');
  });

  test('looks for something when it has a text, an item or a picture', () => {
    const plain = readQuery(new URLSearchParams('not=dog'));
    expect(isSearch(plain)).toBe(false);
    expect(isSearch(plain, new Blob(['x']))).toBe(true);
    expect(isSearch({ ...plain, like: 'a' })).toBe(true);
  });
});
