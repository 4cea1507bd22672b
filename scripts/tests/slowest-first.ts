import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take a minute, longest first; a clean clone has no times of an earlier run to go by. */
const SLOW = [
  'backup',
  'docs/commands',
  'sweep',
  'kill',
  'jobs',
  'model-switch',
  'cli',
  'doctor',
  'platform',
];

/** Begins with the slow files: begun last, one of them would run alone while the other core has nothing left to do. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

/** The slow ones in their order, then the platform's others, then the rest as they come. */
function rank({ moduleId }: TestSpecification): number {
  const name = /\/test\/(.+)\.test\.ts$/.exec(moduleId)?.[1];
  if (name === undefined) return SLOW.length + 1;
  const at = SLOW.indexOf(name);
  return at === -1 ? SLOW.length : at;
}
