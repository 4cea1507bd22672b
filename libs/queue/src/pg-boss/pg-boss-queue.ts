import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  AppError,
  Queue,
  QUEUES,
  type QueueMessage,
  type QueueName,
  type QueueStats,
  type SendOptions,
  type WorkOptions,
} from '@unseen/domain';
import { PgBoss, type Job } from 'pg-boss';
import { bossDatabase, type BossDatabase } from './database.ts';
import type { PgBossQueueOptions } from './options.ts';
import { Poller } from './poller.ts';
import { DUE_IN, GIVE_BACK, REDELIVER_ACTIVE, STATS } from './statements.ts';

/** Messages one statement inserts. */
const SEND_BATCH = 1000;
/** pg-boss's longest time to handle a message. Nothing here enforces it: a handler may run as long as it lives. */
const EXPIRE_SECONDS = 86_400 - 1;

type Handler<T> = (message: QueueMessage<T>) => Promise<void>;
type Poll = Poller<Job<object>>;

/**
 * The queue on pg-boss, in its own schema of the ledger's embedded database.
 *
 * pg-boss keeps the messages; taking them is ours, to spend two statements per message (fetch, delete) and none on
 * housekeeping: rows go when their message is done or dropped. Since the database belongs to this process alone,
 * whatever is marked as being handled at {@link start} was lost by a process that died, and is delivered again.
 */
export class PgBossQueue extends Queue {
  readonly #options: Required<PgBossQueueOptions>;
  readonly #database: BossDatabase;
  readonly #boss: PgBoss;
  readonly #pollers = new Map<QueueName, Poll[]>();
  readonly #handling = new Set<Job<object>>();
  readonly #abort = new AbortController();
  #state: 'new' | 'running' | 'stopping' | 'stopped' = 'new';

  /** Use `openPgBossQueue`. */
  constructor(options: Required<PgBossQueueOptions>) {
    super();
    this.#options = options;
    this.#database = bossDatabase(options.database);
    this.#boss = new PgBoss({
      db: this.#database,
      backend: 'pglite',
      supervise: false,
      schedule: false,
      registerInstance: false,
      openTelemetry: { enabled: false },
    });
    this.#boss.on('error', options.onError);
  }

  override async start(): Promise<void> {
    const { retryLimit, retryDelaySeconds, retryDelayMaxSeconds } = this.#options;
    await this.#boss.start();
    for (const queue of QUEUES) {
      const retries = {
        retryLimit,
        retryDelay: retryDelaySeconds,
        retryBackoff: true,
        retryDelayMax: retryDelayMaxSeconds,
        expireInSeconds: EXPIRE_SECONDS,
      };
      // `exclusive`: of the messages with one key, a single one waits or runs.
      await this.#boss.createQueue(queue, { policy: 'exclusive', ...retries });
      await this.#boss.updateQueue(queue, retries);
    }
    await this.#database.executeSql(REDELIVER_ACTIVE);
    this.#state = 'running';
  }

  override async send<T extends object>(
    queue: QueueName,
    data: readonly T[],
    options?: (data: T) => SendOptions,
  ): Promise<void> {
    this.#assertRunning();
    for (let from = 0; from < data.length; from += SEND_BATCH) {
      const messages = data.slice(from, from + SEND_BATCH).map((message) => {
        const { key, priority, delaySeconds } = options?.(message) ?? {};
        // Without a key of its own, pg-boss would take all messages to have the same one.
        return { data: message, singletonKey: key ?? randomUUID(), priority, startAfter: delaySeconds };
      });
      await this.#boss.insert(queue, messages);
    }
    this.#pollers.get(queue)?.forEach((poller) => poller.wake());
  }

  override async work<T extends object>(
    queue: QueueName,
    options: WorkOptions,
    handler: (message: QueueMessage<T>) => Promise<void>,
  ): Promise<void> {
    this.#assertRunning();
    const poller: Poll = new Poller({
      concurrency: options.concurrency,
      pollMs: this.#options.pollSeconds * 1000,
      fetch: (limit) => this.#boss.fetch<object>(queue, { batchSize: limit }),
      dueIn: () => this.#dueIn(queue),
      handle: (job) => this.#handle(queue, job, handler as Handler<object>),
      giveBack: (job) => this.#settle(() => this.#giveBack(job)),
      onError: this.#options.onError,
    });
    this.#pollers.set(queue, [...(this.#pollers.get(queue) ?? []), poller]);
  }

  override async stats(queue: QueueName): Promise<QueueStats> {
    this.#assertRunning();
    const { rows } = await this.#database.executeSql(STATS, [queue]);
    return rows[0] as QueueStats;
  }

  override async clear(queue: QueueName): Promise<void> {
    this.#assertRunning();
    await this.#boss.deleteQueuedJobs(queue);
  }

  override async ping(): Promise<void> {
    this.#assertRunning();
    await this.#database.executeSql('select 1');
  }

  override async stop(graceSeconds = 30): Promise<void> {
    if (this.#state !== 'running') {
      return;
    }
    this.#state = 'stopping';
    this.#abort.abort();
    const ended = Promise.all([...this.#pollers.values()].flat().map((poller) => poller.stop()));
    const timeUp = new AbortController();
    await Promise.race([
      ended,
      sleep(graceSeconds * 1000, undefined, { signal: timeUp.signal }).catch(() => undefined),
    ]);
    timeUp.abort();
    this.#state = 'stopped';
    // A handler that outlives the grace keeps running, but its message is no longer its own.
    for (const job of this.#handling) {
      await this.#settle(() => this.#giveBack(job));
    }
    await this.#boss.stop({ graceful: false, close: false });
  }

  async #dueIn(queue: QueueName): Promise<number | undefined> {
    const { rows } = await this.#database.executeSql(DUE_IN, [queue]);
    return (rows[0] as { ms: number | null }).ms ?? undefined;
  }

  /** Runs the handler and settles its message; never rejects. */
  async #handle(queue: QueueName, job: Job<object>, handler: Handler<object>): Promise<void> {
    this.#handling.add(job);
    const settle = await this.#run(queue, job, handler);
    // After the grace the message has been given back already.
    if (this.#state !== 'stopped') {
      await this.#settle(settle);
    }
    this.#handling.delete(job);
  }

  /** Runs the handler; returns what is to be done with its message. */
  async #run(queue: QueueName, job: Job<object>, handler: Handler<object>): Promise<() => Promise<unknown>> {
    const { signal } = this.#abort;
    try {
      await handler({ id: job.id, data: job.data, attempt: job.retryCount + 1, signal });
      return () => this.#boss.deleteJob(queue, job);
    } catch (error) {
      if (signal.aborted) {
        return () => this.#giveBack(job);
      }
      const { retryLimit, onError, onFailure } = this.#options;
      const isLast = job.retryCount >= retryLimit;
      onError(error);
      onFailure(queue, isLast ? 'dropped' : 'retried');
      return isLast ? () => this.#boss.deleteJob(queue, job) : () => this.#boss.fail(queue, job);
    }
  }

  /** Settles a message, again and again while the database is away: until then it counts as being handled. */
  async #settle(settle: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        await settle();
        return;
      } catch (error) {
        this.#options.onError(error);
        if (this.#state !== 'running') {
          return; // the next start delivers it again
        }
        await sleep(1000);
      }
    }
  }

  async #giveBack(job: Job<object>): Promise<void> {
    await this.#database.executeSql(GIVE_BACK, [job.id]);
  }

  #assertRunning(): void {
    if (this.#state !== 'running') {
      throw new AppError('queue_unavailable', 'The queue is not running.');
    }
  }
}
