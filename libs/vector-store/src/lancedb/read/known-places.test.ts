import { describe, expect, it } from 'vitest';
import { KnownPlaces } from './known-places.ts';

const at = (place: string) => ({ itemId: 'item', place });

describe('KnownPlaces', () => {
  it('remembers until a write touches the point', () => {
    const places = new KnownPlaces();
    places.remember('a', at('1:0:'), places.now());
    places.remember('b', at('1:9:'), places.now());
    places.forget(['a']);
    expect(places.get('a')).toBeUndefined();
    expect(places.get('b')).toEqual(at('1:9:'));
    places.remember('a', at('2:0:'), places.now());
    expect(places.get('a')).toEqual(at('2:0:'));
  });

  it('does not let a query that began before a write bring back what it saw', () => {
    const places = new KnownPlaces();
    const since = places.now();
    places.forget(['a']);
    places.remember('a', at('old'), since);
    places.remember('b', at('untouched'), since);
    expect(places.get('a')).toBeUndefined();
    expect(places.get('b')).toEqual(at('untouched'));
  });

  it('keeps the newest twenty thousand', () => {
    const places = new KnownPlaces();
    for (let i = 0; i < 20_001; i++) places.remember(String(i), at(String(i)), places.now());
    expect(places.get('0')).toBeUndefined();
    expect(places.get('1')).toEqual(at('1'));
    expect(places.get('20000')).toEqual(at('20000'));
  });
});
