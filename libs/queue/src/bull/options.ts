import type { OnFailure } from '@unseen/domain';

/** Name all keys in Redis begin with, unless another is given. */
export const DEFAULT_PREFIX = 'unseen';

/** The prefix as Bull wants it. Braces keep all keys on one node of a Redis cluster. */
export const bullPrefix = (prefix: string): string => `{${prefix}}`;

/** How the Bull queue is set up. */
export interface BullQueueOptions {
  /** `redis://` or `rediss://` address. */
  readonly url: string;
  /** Sentinels to ask for the master, whose name is the host of `url`. */
  readonly sentinels?: readonly { readonly host: string; readonly port: number }[];
  /** Deliveries after the first before a message is dropped. Default 5. */
  readonly retryLimit?: number;
  /** Seconds before the second delivery; doubled each time, with up to half of it taken off by chance. Default 2. */
  readonly retryDelaySeconds?: number;
  /** Longest time between two deliveries in seconds. Default 60. */
  readonly retryDelayMaxSeconds?: number;
  /**
   * Seconds after which a message whose process does not renew its lock, being dead or frozen, is delivered again. Locks are
   * renewed three times as often. Default 15.
   */
  readonly lockSeconds?: number;
  /** Name all keys in Redis begin with. Default `unseen`. */
  readonly prefix?: string;
  /** Hears what nobody else can be told: a handler that threw, a connection that broke. */
  readonly onError?: (error: unknown) => void;
  /** Hears of every delivery whose handler threw. */
  readonly onFailure?: OnFailure;
}
