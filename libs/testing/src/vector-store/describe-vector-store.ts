import { describe } from 'vitest';
import { concurrencySuite } from './concurrency-suite.ts';
import { filtersSuite } from './filters-suite.ts';
import type { MakeVectorStoreHarness } from './harness.ts';
import { storeOpener } from './open-store.ts';
import { pointsSuite } from './points-suite.ts';
import { searchSuite } from './search-suite.ts';
import { spacesSuite } from './spaces-suite.ts';
import { wordsSuite } from './words-suite.ts';

/**
 * The conformance suite of the VectorStore port: everything it promises, run against one adapter.
 * @param notRun - why the suite cannot run here; it is then counted as skipped, and says so
 */
export function describeVectorStore(name: string, make: MakeVectorStoreHarness, notRun?: string): void {
  if (notRun !== undefined) process.stderr.write(`\nNOT RUN: conformance of ${name}. ${notRun}\n`);
  const title = `VectorStore: ${name}${notRun === undefined ? '' : ` (NOT RUN: ${notRun})`}`;
  describe.skipIf(notRun !== undefined)(title, () => {
    const open = storeOpener(make);
    spacesSuite(open);
    pointsSuite(open);
    searchSuite(open);
    wordsSuite(open);
    filtersSuite(open);
    concurrencySuite(open);
  });
}
