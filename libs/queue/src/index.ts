export { openPgBossQueue } from './pg-boss/open-pg-boss-queue.ts';
export type { PgBossQueueOptions, QueueDatabase } from './pg-boss/options.ts';
