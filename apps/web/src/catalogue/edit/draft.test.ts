import type { CatalogueClass } from '@unseen/client';
import { expect, test } from 'vitest';
import { draftOf, newDraft, toClass, toggledExample } from './draft.ts';

const entry: CatalogueClass = {
  id: 'c1',
  name: 'dragon fruit',
  synonyms: ['pitaya', 'pitahaya'],
  seen: false,
  status: 'active',
  exemplars: [
    { id: 'e1', collection: 'shop', itemId: 'sku-1' },
    { id: 'e2', collection: 'other', itemId: 'sku-2' },
    { id: 'e3' },
  ],
  counterExemplars: [],
  since: 4,
};

test('a change of words leaves the examples alone, those that cannot be shown too', () => {
  const draft = draftOf(entry, 'fruit');
  expect(draft).toMatchObject({ exemplars: ['sku-1'], collection: 'shop', hidden: 2, parent: 'fruit' });
  const sent = toClass({ ...draft, name: ' pitaya ', synonyms: 'dragon fruit, , pitaya,pitaya' });
  expect(sent).toEqual({
    name: 'pitaya',
    description: null,
    synonyms: ['dragon fruit', 'pitaya'],
    parent: 'fruit',
    seen: false,
    status: 'active',
  });
});

test('examples that change replace those of the class', () => {
  const more = toggledExample(draftOf(entry), 'sku-9');
  expect(toClass(more)).toMatchObject({ exemplars: ['sku-1', 'sku-9'], pictures: [], collection: 'shop' });
  expect(toClass(toggledExample(more, 'sku-1'))).toMatchObject({ exemplars: ['sku-9'] });
});

test('a new class can be begun by an address', () => {
  const params = new URLSearchParams('class=new&name=face&example=a&example=b');
  expect(toClass(newDraft(params, 'shop'))).toMatchObject({
    name: 'face',
    seen: false,
    exemplars: ['a', 'b'],
    collection: 'shop',
  });
});
