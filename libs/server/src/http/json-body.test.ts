import { isAppError } from '@unseen/domain';
import { describe, expect, it } from 'vitest';
import { MAX_JSON_DEPTH, parseJsonBody } from './json-body.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('parseJsonBody', () => {
  it('parses JSON, brackets inside strings included', () => {
    expect(parseJsonBody(bytes('{"a":"[[[\\"{{","b":[1,{"c":null}]}'))).toEqual({
      a: '[[["{{',
      b: [1, { c: null }],
    });
  });

  it('takes an empty body as none', () => {
    expect(parseJsonBody(new Uint8Array())).toBeUndefined();
  });

  it.each([
    ['nesting beyond the limit', bytes(nested(MAX_JSON_DEPTH + 1))],
    ['nesting far beyond the limit', bytes('['.repeat(1_000_000))],
    ['bytes that are not UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22])],
    ['text that is not JSON', bytes('{"a":')],
    ['a key that reaches the prototype', bytes('{"__proto__":{"admin":true}}')],
  ])('refuses %s', (_name, body) => {
    try {
      parseJsonBody(body);
    } catch (error) {
      expect(isAppError(error, 'malformed_json')).toBe(true);
      return;
    }
    expect.unreachable('the body was accepted');
  });

  it('accepts nesting at the limit', () => {
    expect(parseJsonBody(bytes(nested(MAX_JSON_DEPTH)))).toBeInstanceOf(Array);
  });
});
