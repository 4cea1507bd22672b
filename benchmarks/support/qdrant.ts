import { qdrantForTests } from '@unseen/testing';

/** Address of the Qdrant server a benchmark needs; without one it says that it did not run. */
export function needsQdrant(benchmark: string): string | undefined {
  const { url, notRun } = qdrantForTests();
  if (notRun !== undefined) console.log(`\n${benchmark}: NOT RUN: ${notRun}.`);
  return url;
}
