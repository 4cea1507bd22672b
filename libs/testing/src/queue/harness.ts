import type { OnFailure, Queue } from '@unseen/domain';

/** A place the messages of a queue are kept in. */
export interface QueueHarness {
  /** A new queue on this place, not started; several follow each other, as a process that restarts would. */
  connect(onFailure?: OnFailure): Queue;
  /** Removes the place. */
  remove(): Promise<void>;
}

/** Makes the harness of a conformance suite. Its queues retry {@link RETRY_LIMIT} times, {@link RETRY_DELAY_SECONDS} apart at first. */
export type MakeQueueHarness = () => Promise<QueueHarness>;

/** Retries a harness' queues must be set to. */
export const RETRY_LIMIT = 2;

/** Seconds before the first retry a harness' queues must be set to. */
export const RETRY_DELAY_SECONDS = 1;
