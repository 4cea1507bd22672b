import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** When a process that has started does nothing more of it. */
const AFTER_START_MS = 15_000;

type Collect = (how: {
  readonly type: 'major';
  readonly execution: 'sync';
  readonly flavor: 'last-resort';
}) => void;

/**
 * Collects all garbage of this thread and gives what is free back to the system. Takes a tenth of a second, in which nothing else runs. V8 itself
 * waits until as much has been allocated again, which a process at rest never does.
 */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as Collect;
  setFlagsFromString('--no-expose-gc');
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

/** Collects once what starting has left: source code, what modules needed while they were loaded. Does not keep the process alive. */
export function collectAfterStart(): void {
  setTimeout(collectGarbage, AFTER_START_MS).unref();
}
