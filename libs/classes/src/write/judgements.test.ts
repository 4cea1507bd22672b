import { expect, test } from 'vitest';
import { catalogueClass } from '../testing/classes.ts';
import { withJudgements } from './judgements.ts';

const of = (itemId: string, id = itemId) => ({ id, collection: 'c', itemId });

test('a picture is what it was judged last, once, and what is the same already stays in its place', () => {
  const entry = catalogueClass({ name: 'x', exemplars: [of('a'), of('b')], counterExemplars: [of('c')] });
  expect(withJudgements(entry, [of('a')], [])).toEqual({
    exemplars: [of('a'), of('b')],
    counterExemplars: [of('c')],
  });
  expect(withJudgements(entry, [of('c')], [of('b'), of('d')])).toEqual({
    exemplars: [of('a'), of('c')],
    counterExemplars: [of('b'), of('d')],
  });
});

test('an item whose picture has changed since is judged by its picture now', () => {
  const entry = catalogueClass({ name: 'x', exemplars: [of('a', 'old'), { id: 'file' }] });
  expect(withJudgements(entry, [of('a', 'new')], []).exemplars).toEqual([of('a', 'new'), { id: 'file' }]);
  expect(withJudgements(entry, [], [of('a', 'new')])).toEqual({
    exemplars: [{ id: 'file' }],
    counterExemplars: [of('a', 'new')],
  });
});
