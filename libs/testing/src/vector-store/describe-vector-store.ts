import { describe } from 'vitest';
import { concurrencySuite } from './concurrency-suite.ts';
import { filtersSuite } from './filters-suite.ts';
import type { MakeVectorStoreHarness } from './harness.ts';
import { storeOpener } from './open-store.ts';
import { pointsSuite } from './points-suite.ts';
import { searchSuite } from './search-suite.ts';
import { spacesSuite } from './spaces-suite.ts';

/** The conformance suite of the VectorStore port: everything it promises, run against one adapter. */
export function describeVectorStore(name: string, make: MakeVectorStoreHarness): void {
  describe(`VectorStore: ${name}`, () => {
    const open = storeOpener(make);
    spacesSuite(open);
    pointsSuite(open);
    searchSuite(open);
    filtersSuite(open);
    concurrencySuite(open);
  });
}
