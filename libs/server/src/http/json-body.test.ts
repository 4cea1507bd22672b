import { describe, expect, it } from 'vitest';
import { parseJsonBody } from './json-body.ts';

describe('parseJsonBody', () => {
  it('takes an empty body as none', () => {
    expect(parseJsonBody(new Uint8Array())).toBeUndefined();
  });

  it('refuses bytes that are not UTF-8', () => {
    const refused = () => parseJsonBody(new Uint8Array([0x22, 0xff, 0xfe, 0x22]));
    expect(refused).toThrow(expect.objectContaining({ code: 'malformed_json' }));
  });
});
