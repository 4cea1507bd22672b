import { expect, test } from 'vitest';
import { nameFinder } from './find-named.ts';

const find = nameFinder([
  { name: 'skis', synonyms: ['skier', 'skiing'] },
  { name: 'snowboard', synonyms: [] },
  { name: 'cell phone', synonyms: ['telephone'] },
  { name: 'child', synonyms: [] },
  { name: 'cat', synonyms: ['puma concolor'] },
  { name: 'knife', synonyms: [] },
]);

test.each([
  ['Two SKIERS on a slope.', ['skis']],
  ['a ski leans on the wall', ['skis']],
  ['she carries a snow board', ['snowboard']],
  ['snow-boards for sale', ['snowboard']],
  ['cellphones and telephones', ['cell phone']],
  ['a cell-phone', ['cell phone']],
  ['three children with knives', ['child', 'knife']],
  ["the cat's tail", ['cat']],
  ['a Puma   concolor', ['cat']],
  ['skíer', ['skis']],
])('%s', (text, names) => {
  expect(find(text)).toEqual(names);
});

test.each(['a category of scattered cattle', 'a phone', 'a board on snowy ground', 'puma', '', '?!'])(
  'nothing in "%s"',
  (text) => {
    expect(find(text)).toEqual([]);
  },
);

test('a word may name several classes', () => {
  const both = nameFinder([
    { name: 'bat', synonyms: ['batter'] },
    { name: 'animal', synonyms: ['bats'] },
  ]);
  expect(both('a bat')).toEqual(['bat', 'animal']);
});
