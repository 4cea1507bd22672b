import { expect, test } from 'vitest';
import { readValue, showValue, type Value } from './read-value.ts';

test.each<[string, Value, Value]>([
  ['24.9', undefined, 24.9],
  ['24.9', 12, 24.9],
  ['00123', undefined, '00123'],
  ['123', 'abc', '123'],
  ['true', undefined, true],
  [' red ', undefined, 'red'],
  ['["a","b"]', undefined, ['a', 'b']],
  ['[oops', undefined, '[oops'],
  ['1e999', undefined, '1e999'],
])('%s after %s is %s', (typed, before, value) => {
  expect(readValue(typed, before)).toEqual(value);
});

test.each<Value>(['red', 12, true, ['a', 1], { x: 1 }])('%s is shown as it is read', (value) => {
  expect(readValue(showValue(value), value)).toEqual(value);
});
