import { expect, it } from 'vitest';
import { nameKey } from './name-key.ts';

it.each([
  ['Straße', 'STRASSE'],
  ['Straße', 'STRAẞE'],
  ['Ｆｒｕｉｔ', 'fruit'],
  ['é', 'e\u0301'],
  ['ﬁsh', 'fish'],
  ['ΣΊΣΥΦΟΣ', 'σίσυφος'],
  [' sea \u00a0 bird ', 'sea bird'],
  ['do\u200bg', 'dog'],
])('%s and %s are one name', (a, b) => {
  expect(nameKey(a)).toBe(nameKey(b));
});

it('different names stay different', () => {
  expect(nameKey('resume')).not.toBe(nameKey('résumé'));
  expect(nameKey('cat')).not.toBe(nameKey('cats'));
});
