import type { Facet } from '@unseen/client';
import { unseen } from '../platform/client.ts';
import { type Loaded, useLoaded } from '../platform/use-loaded.ts';

/** The metadata fields of a collection that may name the class of an item. */
export function useClassFields(collection: string): Loaded<Facet[]> {
  return useLoaded(
    async (signal) =>
      (await unseen.facets(collection, { signal })).filter(({ values }) =>
        values.some(({ value }) => typeof value === 'string'),
      ),
    [collection],
  );
}
