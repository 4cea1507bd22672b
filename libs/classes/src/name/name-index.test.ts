import { expect, it } from 'vitest';
import { catalogueClass } from '../testing/classes.ts';
import { NameIndex } from './name-index.ts';

const index = new NameIndex([
  catalogueClass({ name: 'Dog', synonyms: ['canine', 'pet'] }),
  catalogueClass({ name: 'Cat', synonyms: ['pet'] }),
  catalogueClass({ name: 'Pug', synonyms: ['dog'] }),
]);

it.each(['dog', 'DOG', 'ＤＯＧ', ' dog ', 'd\u200bog', '\u202edog', 'canine', 'Canine'])(
  '%j is the dog',
  (name) => {
    expect(index.find(name)?.name).toBe('Dog');
  },
);

it.each(['pet', 'unicorn', ''])('%j is no class by itself', (name) => {
  expect(index.find(name)).toBeUndefined();
});
