import { QUEUES } from '@unseen/domain';
import Bull from 'bull';
import { answer, Connections } from './connections.ts';
import { bullPrefix, type BullQueueOptions, DEFAULT_PREFIX } from './options.ts';

/** All queues as Bull has them, to be looked at. Nothing is taken from them. */
export interface BullQueues {
  readonly queues: readonly Bull.Queue[];
  /** Waits for something Redis is asked, but not for ever. @throws AppError `queue_unavailable` */
  ask<T>(work: Promise<T>): Promise<T>;
  close(): void;
}

/** Opens the queues that {@link openBullQueue} works with, on connections of their own. */
export function openBullQueues({
  prefix = DEFAULT_PREFIX,
  onError = () => undefined,
  ...place
}: Pick<BullQueueOptions, 'url' | 'sentinels' | 'prefix' | 'onError'>): BullQueues {
  const connections = new Connections(place, onError);
  const queues = QUEUES.map((name) => {
    const queue = new Bull(name, { prefix: bullPrefix(prefix), createClient: connections.get });
    queue.on('error', onError);
    return queue;
  });
  // Bull's own end waits for a Redis that may be away; there is no message in hand to wait for.
  return { queues, ask: answer, close: () => connections.close() };
}
