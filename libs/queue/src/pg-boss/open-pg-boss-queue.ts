import type { Queue } from '@unseen/domain';
import type { PgBossQueueOptions } from './options.ts';
import { PgBossQueue } from './pg-boss-queue.ts';

/** The embedded queue; call `start` before anything else. It may be opened again on a database once it has stopped. */
export function openPgBossQueue(options: PgBossQueueOptions): Queue {
  return new PgBossQueue({
    retryLimit: 5,
    retryDelaySeconds: 2,
    retryDelayMaxSeconds: 60,
    pollSeconds: 30,
    onError: () => undefined,
    onFailure: () => undefined,
    ...options,
  });
}
