import { AppError, CLASS_LIMITS, type CatalogueClass } from '@unseen/domain';
import { expect, it } from 'vitest';
import { catalogueClass } from '../testing/classes.ts';
import { checkEdits, type Edit } from './apply.ts';

const put = (name: string, more: Partial<CatalogueClass> = {}): Edit => {
  const { id, since: _since, ...content } = catalogueClass({ name, ...more });
  return { op: 'put', id, content };
};
const current = [
  catalogueClass({ name: 'animal' }),
  catalogueClass({ name: 'bird', parent: 'animal' }),
  catalogueClass({ name: 'gull', parent: 'bird' }),
];
const refusal = (edits: Edit[]) => {
  try {
    checkEdits(current, edits, () => ' in line 7');
  } catch (error) {
    if (error instanceof AppError) return [error.code, error.message];
    throw error;
  }
  return undefined;
};

it('lets through what makes a sound catalogue, and frees the children of what goes', () => {
  expect(checkEdits(current, [{ op: 'remove', id: 'bird' }])).toEqual([
    { op: 'remove', id: 'bird' },
    put('gull', { parent: undefined }),
  ]);
  // Two classes may swap their names.
  const swap = [put('bird', { id: 'animal' }), put('animal', { id: 'bird', parent: 'animal' })];
  expect(checkEdits(current, swap)).toEqual(swap);
});

it('refuses taken names, strange parents, circles and too many, naming the place', () => {
  expect(refusal([put('BIRD', { id: 'new' })])).toEqual([
    'class_exists',
    'There is a class "BIRD" already in line 7.',
  ]);
  expect(refusal([put('x', { parent: 'nobody' })])?.[0]).toBe('class_parent_not_found');
  expect(refusal([put('animal', { parent: 'gull' })])?.[0]).toBe('class_parent_cycle');
  expect(refusal([put('animal', { parent: 'animal' })])?.[0]).toBe('class_parent_cycle');
  const many = Array.from({ length: CLASS_LIMITS.classes }, (_, i) => put(`class ${i}`));
  expect(refusal(many)).toEqual([
    'class_limit',
    'A catalogue holds at most 10000 classes; this would make 10003.',
  ]);
});
