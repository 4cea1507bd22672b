import { expect, test } from 'vitest';
import { saidIn } from './said.ts';

const says = (text: string, caption: string) => saidIn(text)!(caption);

test.each([
  ['dog', 'Two Dogs run .'],
  ['the dogs', 'a dog'],
  ['boxes', 'a box of toys'],
  ['red shirt', 'a man in a RED SHIRT jumps'],
  ['dog in water', 'the dog in the water'],
  ['hat', 'a boy without a hat beside a man in a hat'],
])('%s is said by "%s"', (text, caption) => {
  expect(says(text, caption)).toBe(true);
});

test.each([
  ['dog', 'a hotdogstand'],
  ['red shirt', 'a man in red shorts and a white shirt'],
  ['hat', 'a boy without a hat'],
  ['sleeves', 'a dress, no long sleeves'],
  ['zebra', ''],
])('%s is not said by "%s"', (text, caption) => {
  expect(says(text, caption)).toBe(false);
});

test('a text without words that tell anything is said by nothing', () => {
  expect(saidIn('of the')).toBeUndefined();
  expect(saidIn('🐶')).toBeUndefined();
});
