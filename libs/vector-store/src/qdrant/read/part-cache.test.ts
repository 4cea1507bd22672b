import { describe, expect, it } from 'vitest';
import { PartCache } from './part-cache.ts';

const record = (revision: string, bytes = 10) => ({
  itemId: 'a',
  revision,
  parts: { regions: new Uint8Array(bytes), tokens: null },
});

describe('PartCache', () => {
  it('answers only for the version a search has just told', () => {
    const cache = new PartCache(10_000);
    cache.keep('p', record('1'));
    expect(cache.get('p', ['regions'])).toBeUndefined();
    cache.saw('p', '1');
    expect(cache.get('p', ['regions', 'tokens'])).toEqual(record('1'));
    cache.saw('p', '2');
    expect(cache.get('p', ['regions'])).toBeUndefined();
  });

  it('answers only with all parts, and adds up what was read of one version', () => {
    const cache = new PartCache(10_000);
    cache.saw('p', '1');
    cache.keep('p', record('1'));
    expect(cache.get('p', ['regions', 'image'])).toBeUndefined();
    const image = new Float32Array(2);
    cache.keep('p', { itemId: 'a', revision: '1', parts: { image } });
    expect(cache.get('p', ['regions', 'image'])?.parts).toEqual({ ...record('1').parts, image });
    cache.keep('p', { itemId: 'a', revision: '2', parts: { image } });
    cache.saw('p', '2');
    expect(cache.get('p', ['image'])).toBeDefined();
    expect(cache.get('p', ['regions'])).toBeUndefined();
  });

  it('answers with the payload once that was read, too', () => {
    const cache = new PartCache(10_000);
    cache.saw('p', '1');
    cache.keep('p', record('1'));
    expect(cache.get('p', ['regions'], true)).toBeUndefined();
    cache.keep('p', { itemId: 'a', revision: '1', parts: {}, payload: '{}' });
    expect(cache.get('p', ['regions', 'tokens'], true)).toEqual({ ...record('1'), payload: '{}' });
    cache.saw('p', '2');
    expect(cache.get('p', [], true)).toBeUndefined();
  });

  it('forgets what changes, and what does not fit', () => {
    const cache = new PartCache(10_000);
    for (let i = 0; i < 20; i++) {
      cache.saw(`p${i}`, '1');
      cache.keep(`p${i}`, record('1', 1_000));
    }
    expect(cache.get('p0', ['regions'])).toBeUndefined();
    expect(cache.get('p19', ['regions'])).toBeDefined();
    cache.forget('p19');
    expect(cache.get('p19', ['regions'])).toBeUndefined();
  });
});
