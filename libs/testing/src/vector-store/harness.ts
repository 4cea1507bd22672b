import type { VectorStore } from '@unseen/domain';

/** A place a vector store keeps its data in. Every call of `make` gives a fresh, empty one. */
export interface VectorStoreHarness {
  /** Opens the store on this place; a second call, after `close`, finds what the first one wrote. */
  open(): Promise<VectorStore>;
  /** Removes the place. */
  remove(): Promise<void>;
}

/** Makes harnesses for a conformance suite. */
export type MakeVectorStoreHarness = () => Promise<VectorStoreHarness>;
