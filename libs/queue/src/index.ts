export { openBullQueue } from './bull/open-bull-queue.ts';
export { type BullQueues, openBullQueues } from './bull/open-bull-queues.ts';
export type { BullQueueOptions } from './bull/options.ts';
export { openPgBossQueue } from './pg-boss/open-pg-boss-queue.ts';
export type { PgBossQueueOptions, QueueDatabase } from './pg-boss/options.ts';
