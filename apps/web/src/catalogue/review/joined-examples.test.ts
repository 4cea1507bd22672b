import { expect, it } from 'vitest';
import { joinedExamples } from './joined-examples.ts';

const group = (...exemplars: string[]) => ({ proposal: { name: 'x', seen: false, exemplars } });

it('takes the most central items of each group in turn, each once', () => {
  expect(joinedExamples([group('a', 'b', 'c'), group('1', 'a'), group()])).toEqual(['a', '1', 'b', 'c']);
});

it('takes no more than a class may have, of every group as many', () => {
  const many = (name: string) => group(...Array.from({ length: 60 }, (_, at) => `${name}${at}`));
  const taken = joinedExamples([many('a'), many('b')]);
  expect(taken).toHaveLength(64);
  expect(taken.filter((id) => id.startsWith('a'))).toHaveLength(32);
});
