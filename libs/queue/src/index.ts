import type { Queue } from '@unseen/domain';
import type { BullQueues } from './bull/open-bull-queues.ts';
import type { BullQueueOptions } from './bull/options.ts';
import type { PgBossQueueOptions } from './pg-boss/options.ts';

export type { BullQueues } from './bull/open-bull-queues.ts';
export type { BullQueueOptions } from './bull/options.ts';
export type { PgBossQueueOptions, QueueDatabase } from './pg-boss/options.ts';

// The library of a queue is loaded when one is opened: a process runs with one of them.

/** The queue on pg-boss, in the embedded database; call `start` before anything else. */
export async function openPgBossQueue(options: PgBossQueueOptions): Promise<Queue> {
  const pgBoss = await import('./pg-boss/open-pg-boss-queue.ts');
  return pgBoss.openPgBossQueue(options);
}

/** The queue on Redis; call `start` before anything else. Any number of processes may share it. */
export async function openBullQueue(options: BullQueueOptions): Promise<Queue> {
  const bull = await import('./bull/open-bull-queue.ts');
  return bull.openBullQueue(options);
}

/** All queues as Bull has them, to be looked at, on connections of their own. */
export async function openBullQueues(
  options: Pick<BullQueueOptions, 'url' | 'sentinels' | 'prefix' | 'onError'>,
): Promise<BullQueues> {
  const bull = await import('./bull/open-bull-queues.ts');
  return bull.openBullQueues(options);
}
