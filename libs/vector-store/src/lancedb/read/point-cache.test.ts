import { describe, expect, it } from 'vitest';
import { RecordCache } from '../../read/record-cache.ts';
import { PointCache } from './point-cache.ts';

const PARTS = { vectors: ['image'], regions: true, payload: true } as const;
const point = (version: number) => ({
  id: 'p',
  itemId: 'a',
  vectors: { image: Float32Array.of(version) },
  regions: Uint8Array.of(version, 0).subarray(0, 1),
  payload: { captions: [], metadata: { version }, hasImage: true, contentHash: 'h' },
});

describe('PointCache', () => {
  it('gives back what was read, with a payload of one’s own and a block that holds on to no batch', () => {
    const cache = new PointCache(new RecordCache(10_000));
    cache.reading(PARTS)(point(1));
    const found = cache.get('p', PARTS)!;
    expect(found).toEqual(point(1));
    expect(found.regions!.buffer.byteLength).toBe(1);
    (found.payload!.captions as string[]).push('changed');
    expect(cache.get('p', PARTS)).toEqual(point(1));
  });

  it('gives nothing where a part was never read, and knows that a part is not there', () => {
    const cache = new PointCache(new RecordCache(10_000));
    cache.reading({ vectors: ['image', 'caption'] })({ ...point(1), payload: undefined });
    expect(cache.get('p', { vectors: ['image', 'caption'] })?.vectors).toEqual(point(1).vectors);
    expect(cache.get('p', { vectors: ['joint'] })).toBeUndefined();
    expect(cache.get('p', { payload: true })).toBeUndefined();
  });

  it('keeps nothing of a reading that a write overtook', () => {
    const cache = new PointCache(new RecordCache(10_000));
    const keep = cache.reading(PARTS);
    cache.wrote(['p']);
    keep(point(1));
    expect(cache.get('p', PARTS)).toBeUndefined();
    cache.reading(PARTS)(point(2));
    expect(cache.get('p', PARTS)).toEqual(point(2));
    cache.wrote(['p']);
    expect(cache.get('p', PARTS)).toBeUndefined();
  });

  it('shares its room with other spaces, not their points', () => {
    const records = new RecordCache(10_000);
    const [one, other] = [new PointCache(records), new PointCache(records)];
    one.reading(PARTS)(point(1));
    expect(other.get('p', PARTS)).toBeUndefined();
  });

  it('keeps nothing where it may not', () => {
    const cache = new PointCache(new RecordCache(0));
    cache.reading(PARTS)(point(1));
    expect(cache.get('p', PARTS)).toBeUndefined();
  });
});
