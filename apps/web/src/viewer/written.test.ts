import { expect, test } from 'vitest';
import { isAsked, linesOf } from './written.ts';

test.each<[string, string, boolean]>([
  ['Weleda', 'weleda cream', true],
  ['WELEDA®', 'weleda', true],
  ['Crème', 'creme', true],
  ['Sunflower', 'sun', true],
  ['in', 'inside', false],
  ['a', 'a dog', true],
  ['—', '-', false],
])('%s is asked for by “%s”: %s', (text, query, asked) => {
  expect(isAsked({ text }, [query])).toBe(asked);
});

test('words at one height are one line', () => {
  const word = (text: string, top: number) => ({
    text,
    box: [0, top, 0.1, 0.1] as [number, number, number, number],
    confidence: 1,
  });
  expect(linesOf([word('Open', 0.1), word('daily', 0.12), word('9', 0.3), word('to', 0.3)])).toEqual([
    'Open daily',
    '9 to',
  ]);
});
