import { expect, it } from 'vitest';
import { readQuery } from '../search/query.ts';
import { onlyThese } from './only-these.ts';

it('is the address of a list of these items', () => {
  const link = onlyThese('holiday', ['a b', 'c/d']);
  expect(readQuery(new URLSearchParams(link!.slice(2)))).toMatchObject({
    collection: 'holiday',
    filter: { $id: { in: ['a b', 'c/d'] } },
  });
});

it('is none where there is nothing, or more than an address holds', () => {
  expect(onlyThese('holiday', [])).toBeUndefined();
  const many = Array.from({ length: 400 }, (_, n) => `picture-number-${n}`);
  expect(onlyThese('holiday', many)).toBeUndefined();
  expect(onlyThese('holiday', many.slice(0, 100))).toBeDefined();
});
