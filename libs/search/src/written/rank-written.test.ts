import { expect, test } from 'vitest';
import { quotedWords } from './rank-written.ts';

test.each([
  ['a bottle "Weleda"', ['Weleda']],
  ['"skin food" or “hair tonic”, red', ['skin food', 'hair tonic']],
  ['„Apfel“ auf dem Tisch', ['Apfel']],
  ['a 5" pipe and a 6" pipe', []],
  ['"open', []],
  ['" "', []],
])('what must be written in %s: %j', (text, expected) => {
  expect(quotedWords(text)).toEqual(expected);
});
