import type { Json, Metadata } from './item.ts';

/** A point of the earth in degrees (WGS 84): latitude from -90 to 90, longitude from -180 to 180. */
export interface GeoPlace {
  readonly latitude: number;
  readonly longitude: number;
}

/**
 * Where an item was made, by its metadata: `place.latitude` and `place.longitude`, as they come with pictures that say it, or `latitude` and
 * `longitude`. Undefined where there are none, or numbers that are no place on earth.
 */
export function geoPlaceOf(metadata: Metadata): GeoPlace | undefined {
  return within(metadata['place']) ?? within(metadata);
}

function within(value: Json | undefined): GeoPlace | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { latitude, longitude } = value as Metadata;
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined;
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined;
}
