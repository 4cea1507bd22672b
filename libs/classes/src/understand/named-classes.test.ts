import { expect, it } from 'vitest';
import { catalogueClass } from '../testing/classes.ts';
import { namedClasses, namedShare } from './named-classes.ts';

const classes = [
  catalogueClass({ name: 'bird', synonyms: ['fowl'] }),
  catalogueClass({ name: 'sea bird' }),
  catalogueClass({ name: 'glass' }),
  catalogueClass({ name: 'cherry' }),
  catalogueClass({ name: 'U.S. flag' }),
];
const named = (text: string) => namedClasses(text, classes).map(({ entry, as }) => [entry.name, as]);

it.each<[string, [string, string][]]>([
  ['a Bird on a roof', [['bird', 'name']]],
  ['two fowls', [['bird', 'synonym']]],
  ['SEA BIRDS at dawn', [['sea bird', 'name']]],
  ['a sea bird and a bird', [['sea bird', 'name']]],
  [
    'glasses with cherries',
    [
      ['glass', 'name'],
      ['cherry', 'name'],
    ],
  ],
  ['the u.s. flag', [['U.S. flag', 'name']]],
  ['birdsong and seabirds', []],
  ['', []],
])('%s', (text, expected) => {
  expect(named(text)).toEqual(expected);
});

it.each([
  ['sea birds', 1],
  ['a bird', 0.5],
  ['a bird and a glass in the sun', 2 / 8],
  ['birds and more birds', 0.25],
  ['birdsong', 0],
  ['', 0],
])('of the words of "%s", %d name classes', (text, share) => {
  expect(namedShare(text, namedClasses(text, classes))).toBe(share);
});
