/** The queues of the platform. Messages are hints: the ledger holds the work itself, so a lost queue is rebuilt from it. */
export const QUEUES = ['ingest.plan', 'ingest.chunk', 'retag', 'reembed'] as const;
export type QueueName = (typeof QUEUES)[number];

/** A message handed to a worker. */
export interface QueueMessage<T> {
  readonly id: string;
  readonly data: T;
  /** 1 on first delivery. */
  readonly attempt: number;
  /** Aborted when the queue stops; the handler should finish or give up soon. */
  readonly signal: AbortSignal;
}

/** Hears of a delivery whose handler threw. @param outcome - whether the message is delivered again, or was delivered for the last time */
export type OnFailure = (queue: QueueName, outcome: 'retried' | 'dropped') => void;

/** How a message is sent. */
export interface SendOptions {
  /** While a message with this key waits or runs, sending another is a no-op. */
  readonly key?: string;
  /** Higher goes first. Default 0. */
  readonly priority?: number;
  /** Seconds before the first delivery. Default 0. */
  readonly delaySeconds?: number;
}

/** How a worker takes messages. */
export interface WorkOptions {
  /** Messages handled at once. */
  readonly concurrency: number;
}

/** Depth and age of one queue. */
export interface QueueStats {
  readonly waiting: number;
  readonly active: number;
  /** Seconds the oldest waiting message has waited; 0 when none waits. */
  readonly oldestSeconds: number;
}

/**
 * At-least-once delivery of small JSON messages. A handler that throws is retried with exponential back-off
 * (`retryLimit` of the adapter), then the message is dropped: the reconciler sends it again from the ledger.
 * A port because standalone runs pg-boss on the embedded database and a cluster runs Bull on Redis.
 */
export abstract class Queue {
  /** Prepares the queues; call once before anything else. */
  abstract start(): Promise<void>;
  /** Adds messages durably. @throws AppError `queue_unavailable` */
  abstract send<T extends object>(
    queue: QueueName,
    data: readonly T[],
    options?: (data: T) => SendOptions,
  ): Promise<void>;
  /** Registers the handler of a queue in this process; resolves when it is taking messages. */
  abstract work<T extends object>(
    queue: QueueName,
    options: WorkOptions,
    handler: (message: QueueMessage<T>) => Promise<void>,
  ): Promise<void>;
  abstract stats(queue: QueueName): Promise<QueueStats>;
  /** Drops every waiting message. Only for rebuilding from the ledger. */
  abstract clear(queue: QueueName): Promise<void>;
  /** Resolves when the queue answers. @throws AppError `queue_unavailable` */
  abstract ping(): Promise<void>;
  /** Stops taking messages, waits up to the given time for running handlers, releases what it holds. */
  abstract stop(graceSeconds?: number): Promise<void>;
}
