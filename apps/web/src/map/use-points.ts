import { UnseenError } from '@unseen/client';
import { useMemo } from 'preact/hooks';
import { hidesAny, isDeleted, useDeletions } from '../manage/deletions.ts';
import { unseen } from '../platform/client.ts';
import { type Loaded, useLoaded } from '../platform/use-loaded.ts';
import type { Ground } from './draw-map.ts';
import { type ListedPoints, type Points, pointsOf, pointsWhere } from './points.ts';
import { eastOf, loadWorld, southOf } from './world.ts';

/** What a map goes by: what things look like, or where on earth they were made. */
export const WAYS = ['likeness', 'place'] as const;
export type Way = (typeof WAYS)[number];

/** A map as it was fetched. */
export interface FetchedMap {
  readonly listed: ListedPoints;
  readonly ground?: Ground;
  /** When it was made, and how many items changed since; absent of what is never out of date. */
  readonly made?: { readonly at: string; readonly changedSince: number };
}

/** The map of a collection; null where nobody has made one. */
export function useMap(collection: string, way: Way): Loaded<FetchedMap | null> {
  return useLoaded(
    (signal) => (way === 'place' ? fetchPlaces(collection, signal) : fetchMap(collection, signal)),
    [collection, way],
  );
}

/** The points of a map without what is deleted by now. */
export function usePoints(collection: string, listed: ListedPoints | undefined): Points | undefined {
  const { turn } = useDeletions();
  return useMemo(() => {
    if (listed === undefined) return undefined;
    return pointsOf(hidesAny() ? pointsWhere(listed, (id) => !isDeleted(collection, id)) : listed);
  }, [listed, collection, turn]);
}

async function fetchMap(collection: string, signal: AbortSignal): Promise<FetchedMap | null> {
  try {
    const { ids, x, y, hasImage, madeAt, changedSince } = await unseen.maps.get(collection, { signal });
    return { listed: { ids, xs: x, ys: y, hasImage }, made: { at: madeAt, changedSince } };
  } catch (error) {
    if (error instanceof UnseenError && error.code === 'map_not_found') return null;
    throw error;
  }
}

async function fetchPlaces(collection: string, signal: AbortSignal): Promise<FetchedMap> {
  const [{ ids, latitude, longitude, hasImage }, ground] = await Promise.all([
    unseen.maps.places(collection, { signal }),
    loadWorld(),
  ]);
  return { listed: { ids, xs: longitude.map(eastOf), ys: latitude.map(southOf), hasImage }, ground };
}
