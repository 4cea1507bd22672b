import type { OnFailure } from '@unseen/domain';

/** The part of an embedded Postgres the queue needs: `query` is one statement with parameters, `exec` a script. */
export interface QueueDatabase {
  query(sql: string, parameters?: unknown[]): Promise<{ rows: object[] }>;
  exec(sql: string): Promise<{ rows: object[] }[]>;
}

/** How the pg-boss queue is set up. */
export interface PgBossQueueOptions {
  /** Shared with the ledger; opened and closed by its owner. Only one queue may be open on it at a time. */
  readonly database: QueueDatabase;
  /** Deliveries after the first before a message is dropped. Default 5. */
  readonly retryLimit?: number;
  /** Seconds before the second delivery, at least 1; doubled each time, with up to half of it taken off by chance. Default 2. */
  readonly retryDelaySeconds?: number;
  /** Longest time between two deliveries in seconds. Default 60. */
  readonly retryDelayMaxSeconds?: number;
  /**
   * Seconds between looks at an idle queue: what this process sends is picked up at once, and what is delayed when it falls due.
   * Default 30.
   */
  readonly pollSeconds?: number;
  /** Hears what nobody else can be told: a handler that threw, a look at the queue that failed. */
  readonly onError?: (error: unknown) => void;
  /** Hears of every delivery whose handler threw. */
  readonly onFailure?: OnFailure;
}
