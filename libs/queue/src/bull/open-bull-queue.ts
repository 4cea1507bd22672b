import type { Queue } from '@unseen/domain';
import { BullQueue } from './bull-queue.ts';
import { type BullQueueOptions, DEFAULT_PREFIX } from './options.ts';

/** The queue on Redis; call `start` before anything else. Any number of processes may share it. */
export function openBullQueue(options: BullQueueOptions): Queue {
  return new BullQueue({
    retryLimit: 5,
    retryDelaySeconds: 2,
    retryDelayMaxSeconds: 60,
    lockSeconds: 15,
    prefix: DEFAULT_PREFIX,
    onError: () => undefined,
    onFailure: () => undefined,
    ...options,
  });
}
