export { describeQueue } from './describe-queue.ts';
export { RETRY_DELAY_SECONDS, RETRY_LIMIT, type MakeQueueHarness, type QueueHarness } from './harness.ts';
