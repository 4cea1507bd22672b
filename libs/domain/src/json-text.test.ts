import { describe, expect, it } from 'vitest';
import { MAX_JSON_DEPTH, parseJson } from './json-text.ts';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('parseJson', () => {
  it('parses JSON, brackets inside strings included', () => {
    const text = '{"a":"[[[\\"{{","b":[1,{"c":null}],"d":-1.5e300,"e":"9007199254740993"}';
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  it.each([
    ['nesting beyond the limit', nested(MAX_JSON_DEPTH + 1)],
    ['nesting far beyond the limit', '['.repeat(1_000_000)],
    ['text that is not JSON', '{"a":'],
    ['a string without an end', '{"a":"b\\"'],
    ['a key that reaches the prototype', '{"__proto__":{"admin":true}}'],
    ['the same key, deep inside and spelled with escapes', '{"a":[{"\\u005f_pro\\u0074o__":1}]}'],
  ])('refuses %s', (_name, text) => {
    expect(() => parseJson(text)).toThrow(expect.objectContaining({ code: 'malformed_json' }));
  });

  it('takes the prototype’s name where it is no key', () => {
    expect(parseJson('["__proto__",{"a":"__proto__"}]')).toEqual(['__proto__', { a: '__proto__' }]);
  });

  it('accepts nesting at the limit', () => {
    expect(parseJson(nested(MAX_JSON_DEPTH))).toBeInstanceOf(Array);
  });

  it.each([
    ['{"metadata":{"ids":[1,{"n":9007199254740993}]}}', 'metadata_invalid', 'metadata.ids[1].n'],
    ['{"filter":{"any":[{"n":{"eq":-9223372036854775808}}]}}', 'invalid_filter', 'filter.any[0].n.eq'],
    ['{"limit":9007199254740993}', 'invalid_request', 'limit'],
  ])('refuses %s: the number would come back changed', (text, code, field) => {
    expect(() => parseJson(text)).toThrow(
      expect.objectContaining({ code, errors: [expect.objectContaining({ field })] }),
    );
  });

  it('takes numbers that a double holds, however long', () => {
    const text = '[9007199254740992,-9007199254740991,1e300,0.1234567890123456789,1000000000000000000000e-5]';
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });
});
