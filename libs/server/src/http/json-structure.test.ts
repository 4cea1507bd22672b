import { isAppError } from '@unseen/domain';
import { describe, expect, it } from 'vitest';
import { assertLittleStructure } from './json-structure.ts';

const MOST = 1_000;

function refused(text: string): boolean {
  try {
    assertLittleStructure(Buffer.from(text), MOST);
    return false;
  } catch (error) {
    if (isAppError(error, 'payload_too_large')) return true;
    throw error;
  }
}

describe('the structure of JSON', () => {
  it.each([
    ['nothing', ''],
    ['a long text', JSON.stringify({ image: 'x'.repeat(100_000) })],
    ['a text full of quotes and backslashes', JSON.stringify({ a: '\\"[{\\\\"'.repeat(10_000) })],
    ['a text that ends in a backslash', JSON.stringify({ a: `${'x'.repeat(5_000)}\\`, b: 1 })],
    ['a text that never ends', `{"a":"${'x,'.repeat(5_000)}`],
  ])('is little in %s', (_what, text) => {
    expect(refused(text)).toBe(false);
  });

  it.each([
    ['many numbers', JSON.stringify(Array.from({ length: 1_000 }, () => 1))],
    ['many texts', JSON.stringify(Array.from({ length: 1_000 }, () => ''))],
    ['many numbers behind a text that ends in a backslash', `{"a":"\\\\","b":[${'1,'.repeat(1_000)}1]}`],
    ['blanks', ' '.repeat(2_000)],
  ])('is much in %s', (_what, text) => {
    expect(refused(text)).toBe(true);
  });
});
