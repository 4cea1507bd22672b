import type { VectorStore } from '@unseen/domain';
import { afterEach } from 'vitest';
import { DIMENSIONS, SPACE } from './fixtures.ts';
import type { MakeVectorStoreHarness, VectorStoreHarness } from './harness.ts';

/** Opens a store on a fresh place for one test; `reopen` closes it and opens it again there. */
export type OpenStore = () => Promise<{ store: VectorStore; reopen(): Promise<VectorStore> }>;

/** Registers, for the surrounding `describe`, the clean-up of whatever a test opens. */
export function storeOpener(make: MakeVectorStoreHarness): OpenStore {
  const stores: VectorStore[] = [];
  const harnesses: VectorStoreHarness[] = [];
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
    for (const harness of harnesses.splice(0)) await harness.remove();
  });
  return async () => {
    const harness = await make();
    harnesses.push(harness);
    const openHere = async () => {
      const store = await harness.open();
      stores.push(store);
      return store;
    };
    const store = await openHere();
    return {
      store,
      async reopen() {
        await stores.pop()?.close();
        return openHere();
      },
    };
  };
}

/** A fresh store with {@link SPACE} in it. */
export async function openWithSpace(open: OpenStore): Promise<VectorStore> {
  const { store } = await open();
  await store.ensureSpace(SPACE, DIMENSIONS);
  return store;
}
