import type { Facet } from '@unseen/client';
import { unseen } from '../platform/client.ts';
import { type Loaded, useLoaded } from '../platform/use-loaded.ts';

/** The metadata fields of a collection that may name the class of an item, the likely ones first. */
export function useClassFields(collection: string): Loaded<Facet[]> {
  return useLoaded(
    async (signal) =>
      (await unseen.facets(collection, { signal }))
        .filter(({ values }) => values.some(({ value }) => typeof value === 'string'))
        // A value of every item's own is a name of the item, not of its class.
        .sort((a, b) => Number(isOwn(a)) - Number(isOwn(b))),
    [collection],
  );
}

function isOwn({ distinct, items }: Facet): boolean {
  return distinct >= items;
}
