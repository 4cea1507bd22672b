import type { WorkerJob, WorkerResult, WorkerSetup } from './protocol.ts';
import { WorkerThread } from './worker-thread.ts';

/** One worker thread of an encoder. */
export class WorkerHost extends WorkerThread<WorkerJob, WorkerResult> {
  /** @param onChange - called when the worker came up again or was given up */
  constructor(setup: WorkerSetup, onChange?: () => void) {
    super({ entry: new URL('./worker', import.meta.url), setup, name: 'encoder', onChange });
  }
}
