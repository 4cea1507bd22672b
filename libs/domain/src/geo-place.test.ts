import { expect, it } from 'vitest';
import { geoPlaceOf } from './geo-place.ts';

const PARIS = { latitude: 48.86, longitude: 2.35 };

it('reads a place where pictures have it, and where tables have it', () => {
  expect(geoPlaceOf({ place: { ...PARIS, city: 'Paris' } })).toEqual(PARIS);
  expect(geoPlaceOf({ ...PARIS, price: 3 })).toEqual(PARIS);
  expect(geoPlaceOf({ place: PARIS, latitude: 1, longitude: 2 })).toEqual(PARIS);
});

it('knows no place where there is none on earth', () => {
  expect(geoPlaceOf({})).toBeUndefined();
  expect(geoPlaceOf({ place: 'Paris' })).toBeUndefined();
  expect(geoPlaceOf({ place: null })).toBeUndefined();
  expect(geoPlaceOf({ latitude: 91, longitude: 0 })).toBeUndefined();
  expect(geoPlaceOf({ latitude: 1, longitude: -181 })).toBeUndefined();
  expect(geoPlaceOf({ latitude: '48', longitude: '2' })).toBeUndefined();
});
