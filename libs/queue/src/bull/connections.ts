import { AppError } from '@unseen/domain';
import type { QueueOptions } from 'bull';
import { Redis, type RedisOptions } from 'ioredis';
import type { BullQueueOptions } from './options.ts';

/** Longest pause between two attempts to reach Redis again, in milliseconds. */
const RECONNECT_MS = 1_000;
/** Milliseconds a caller waits for Redis before the queue counts as away. */
const ANSWER_MS = 5_000;

/** What Node and Redis call a connection that cannot be made, or broke. */
const LOST_CONNECTION = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'NR_CLOSED',
]);

/** The kind of connection Bull asks for: `client` and `subscriber` may be shared between its queues, `bclient` blocks. */
type ConnectionKind = Parameters<NonNullable<QueueOptions['createClient']>>[0];

/** Where Redis is. */
export type RedisPlace = Pick<BullQueueOptions, 'url' | 'sentinels'>;

/** The connections of one process to Redis. Each reconnects by itself, for as long as it takes. */
export class Connections {
  readonly #place: RedisPlace;
  readonly #open = new Set<Redis>();
  readonly #onError: (error: unknown) => void;
  readonly #shared = new Map<ConnectionKind, Redis>();

  constructor(place: RedisPlace, onError: (error: unknown) => void) {
    this.#place = place;
    this.#onError = onError;
  }

  /** The connection for commands. */
  get commands(): Redis {
    return this.get('client');
  }

  /** A connection of a kind, as Bull's `createClient`. */
  readonly get = (kind: ConnectionKind): Redis => {
    const known = this.#shared.get(kind);
    if (known !== undefined) return known;
    const redis = this.#connect({
      // Patient: what a worker has to say about its message must arrive, however late. Callers have {@link answer}.
      maxRetriesPerRequest: null,
      // Bull refuses the check on the others; here it waits until a Redis that restarts has read its file.
      enableReadyCheck: kind === 'client',
    });
    if (kind === 'bclient') neverRejects(redis);
    else this.#shared.set(kind, redis);
    return redis;
  };

  /** Closes all of them, reachable or not. */
  close(): void {
    for (const redis of this.#open) redis.disconnect();
    this.#open.clear();
    this.#shared.clear();
  }

  #connect(options: RedisOptions): Redis {
    const { url, sentinels } = this.#place;
    const redis = new Redis(url, {
      ...options,
      // What is behind the name changes when a master is lost; whatever Redis is asked must be able to write.
      ...(sentinels && { sentinels: [...sentinels], name: new URL(url).hostname, role: 'master' as const }),
      connectTimeout: ANSWER_MS,
      keepAlive: 10_000,
      retryStrategy: (times) => Math.min(50 * 2 ** times, RECONNECT_MS),
    });
    // Bull listens once per queue to a connection they share.
    redis.setMaxListeners(0);
    redis.on('error', (error: unknown) => this.#onError(asAway(error)));
    this.#open.add(redis);
    return redis;
  }
}

/** Bull breaks and renews its blocking connection to stop waiting for messages, and handles no failure of that. */
function neverRejects(redis: Redis): void {
  const connect = redis.connect.bind(redis);
  redis.connect = () => connect().catch(() => undefined);
}

/** What broke a connection, as the queue being away; anything else as it is. */
export function asAway(error: unknown): unknown {
  const { code, message } = error as Partial<NodeJS.ErrnoException>;
  const broken =
    LOST_CONNECTION.has(code ?? '') || /^(Connection is closed|connect ETIMEDOUT)/.test(message ?? '');
  return broken ? new AppError('queue_unavailable', 'Redis does not answer.', { cause: error }) : error;
}

/** Waits for Redis as long as a caller should. @throws AppError `queue_unavailable` */
export async function answer<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${ANSWER_MS} ms`)), ANSWER_MS);
  });
  try {
    return await Promise.race([work, late]);
  } catch (cause) {
    throw new AppError('queue_unavailable', 'Redis does not answer.', { cause });
  } finally {
    clearTimeout(timer);
    // Whatever comes of it later, nobody is waiting for it.
    work.catch(() => undefined);
  }
}
