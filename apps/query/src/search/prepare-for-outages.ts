import { LiveCatalogues } from '@unseen/classes';
import { Lookout } from '@unseen/concurrency';
import { DEFAULT_TENANT } from '@unseen/domain';
import { Ledger } from '@unseen/ledger';
import type { Outages } from '@unseen/server';
import type { StoredSettings } from './stored-settings.ts';

/** Milliseconds between looks. */
const LOOK_MS = 20_000;
/** Collections whose settings are read for an outage; what is searched besides is known all the same. */
const MOST_COLLECTIONS = 1_000;

/**
 * Reads, from time to time, what searches would need if the server of the ledger went away, also of what this process has not searched yet:
 * a replica that has just started knows as much as the others.
 *
 * @returns what ends it
 */
export function prepareForOutages(
  ledger: Ledger,
  catalogues: LiveCatalogues,
  settings: StoredSettings,
  outages: Outages,
): () => Promise<void> {
  const lookout = new Lookout({
    look: async () => {
      const places = (await ledger.collections.all()).slice(0, MOST_COLLECTIONS);
      for (const { tenant, collection } of places) await settings.prepare(tenant, collection);
      for (const tenant of new Set([DEFAULT_TENANT, ...places.map((place) => place.tenant)])) {
        await catalogues.prepare(tenant);
      }
      return LOOK_MS;
    },
    onError: (error) => outages.warn(error, 'preparing for an outage of the ledger'),
    afterErrorMs: LOOK_MS,
  });
  lookout.start();
  return () => lookout.stop();
}
