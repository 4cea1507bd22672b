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
import Bull from 'bull';
import { answer, asAway, Connections } from './connections.ts';
import { GivenBack, giveBackHeld, uncount } from './given-back.ts';
import { bullPrefix, type BullQueueOptions } from './options.ts';
import { clearWaiting, readStats } from './scripts.ts';
import { checkSettings, readSettings } from './server-settings.ts';

/** Messages one round trip adds. */
const SEND_BATCH = 500;
/** Bull's priorities go from 1, the first, upwards; ours are around 0, higher first. */
const PRIORITY_ZERO = 1_000_000;
const BACK_OFF = 'unseen';
/** Seconds letting go of Redis may take. */
const CLOSE_SECONDS = 3;

/** The options, with what was left out. */
export type BullQueueSettings = Required<Omit<BullQueueOptions, 'sentinels'>> &
  Pick<BullQueueOptions, 'sentinels'>;

type Handler<T> = (message: QueueMessage<T>) => Promise<void>;

/**
 * The queue on Bull and Redis, shared by any number of processes.
 *
 * A message's key is its id in Bull, which ignores a second one while the first is there; done or dropped, it is
 * removed. A process that dies or freezes stops renewing its locks, and another takes over its messages.
 */
export class BullQueue extends Queue {
  readonly #options: BullQueueSettings;
  readonly #connections: Connections;
  readonly #queues = new Map<QueueName, Bull.Queue<object>>();
  readonly #abort = new AbortController();
  #state: 'new' | 'running' | 'stopping' | 'stopped' = 'new';

  /** Use `openBullQueue`. */
  constructor(options: BullQueueSettings) {
    super();
    this.#options = options;
    this.#connections = new Connections(options, options.onError);
  }

  override async start(): Promise<void> {
    const { commands } = this.#connections;
    try {
      const warning = checkSettings(readSettings(await answer(commands.info())));
      if (warning !== undefined) this.#options.onError(new Error(warning));
    } catch (error) {
      this.#connections.close();
      throw error;
    }
    for (const name of QUEUES) this.#queues.set(name, this.#open(name));
    this.#state = 'running';
  }

  override async send<T extends object>(
    queue: QueueName,
    data: readonly T[],
    options?: (data: T) => SendOptions,
  ): Promise<void> {
    const bull = this.#queue(queue);
    for (let from = 0; from < data.length; from += SEND_BATCH) {
      const jobs = data.slice(from, from + SEND_BATCH).map((message) => {
        const { key, priority = 0, delaySeconds = 0 } = options?.(message) ?? {};
        return {
          data: message,
          opts: {
            // Not the bare key: Bull keeps keys of its own beside the messages, such as `wait`.
            ...(key === undefined ? {} : { jobId: `key/${key}` }),
            priority: PRIORITY_ZERO - priority,
            delay: delaySeconds * 1000,
            attempts: this.#options.retryLimit + 1,
            backoff: { type: BACK_OFF },
            removeOnComplete: true,
            removeOnFail: true,
            stackTraceLimit: 1,
          },
        };
      });
      await answer(bull.addBulk(jobs));
    }
  }

  override async work<T extends object>(
    queue: QueueName,
    options: WorkOptions,
    handler: (message: QueueMessage<T>) => Promise<void>,
  ): Promise<void> {
    const bull = this.#queue(queue);
    await answer(bull.isReady());
    // Resolves when the queue is closed.
    bull
      .process(options.concurrency, (job) => this.#handle(queue, job, handler as Handler<object>))
      .catch(this.#options.onError);
  }

  override async stats(queue: QueueName): Promise<QueueStats> {
    return answer(readStats(this.#connections.commands, this.#queue(queue)));
  }

  override async clear(queue: QueueName): Promise<void> {
    await answer(clearWaiting(this.#connections.commands, this.#queue(queue)));
  }

  override async ping(): Promise<void> {
    this.#assertRunning();
    await answer(this.#connections.commands.ping());
  }

  override async stop(graceSeconds = 30): Promise<void> {
    if (this.#state !== 'running') return;
    this.#state = 'stopping';
    this.#abort.abort();
    const queues = [...this.#queues.values()];
    await within(graceSeconds, Promise.all(queues.map(halt)));
    this.#state = 'stopped';
    // A handler that outlives the grace keeps running, but its message is no longer its own.
    await within(CLOSE_SECONDS, this.#letGo(queues)).catch(this.#options.onError);
    this.#connections.close();
  }

  async #letGo(queues: readonly Bull.Queue[]): Promise<void> {
    for (const bull of queues) await giveBackHeld(this.#connections.commands, bull);
    await Promise.all(queues.map((bull) => bull.close(true)));
  }

  #open(name: QueueName): Bull.Queue<object> {
    const { prefix, lockSeconds, onError } = this.#options;
    const lockMs = Math.round(lockSeconds * 1000);
    const bull = new Bull<object>(name, {
      prefix: bullPrefix(prefix),
      createClient: this.#connections.get,
      settings: {
        lockDuration: lockMs,
        lockRenewTime: Math.round(lockMs / 3),
        stalledInterval: Math.round(lockMs / 3),
        // However often a message's process dies: it is the ledger that counts attempts and gives up.
        maxStalledCount: Number.MAX_SAFE_INTEGER,
        guardInterval: 1_000,
        retryProcessDelay: 1_000,
        backoffStrategies: { [BACK_OFF]: (attempt, error) => this.#backOff(attempt, error) },
      },
    });
    bull.on('error', (error: unknown) => onError(asAway(error)));
    bull.on('lock-extension-failed', (_job: unknown, error: unknown) => onError(asAway(error)));
    return bull;
  }

  /** Runs the handler; what it throws, Bull takes for a failed attempt. */
  async #handle(queue: QueueName, job: Bull.Job<object>, handler: Handler<object>): Promise<void> {
    const { signal } = this.#abort;
    const { retryLimit, onError, onFailure } = this.#options;
    if (signal.aborted) throw uncount(job);
    try {
      await handler({ id: String(job.id), data: job.data, attempt: job.attemptsMade + 1, signal });
    } catch (error) {
      if (signal.aborted) throw uncount(job);
      onError(error);
      onFailure(queue, job.attemptsMade < retryLimit ? 'retried' : 'dropped');
      throw error;
    }
  }

  /** Milliseconds until the next delivery. */
  #backOff(attempt: number, error: unknown): number {
    if (error instanceof GivenBack) return 0;
    const { retryDelaySeconds, retryDelayMaxSeconds } = this.#options;
    const nominal = Math.min(retryDelaySeconds * 2 ** (attempt - 1), retryDelayMaxSeconds);
    return Math.ceil(nominal * (1 - Math.random() / 2) * 1000);
  }

  #queue(name: QueueName): Bull.Queue<object> {
    this.#assertRunning();
    const bull = this.#queues.get(name);
    if (bull === undefined) throw new Error(`There is no queue ${name}.`);
    return bull;
  }

  #assertRunning(): void {
    if (this.#state !== 'running') {
      throw new AppError('queue_unavailable', 'The queue is not running.');
    }
  }
}

/** Takes nothing more, and waits for what is being handled. */
async function halt(bull: Bull.Queue): Promise<void> {
  await bull.pause(true, true);
  // Not in Bull's types: what each of its loops is at. Its own wait leaves a rejection unhandled when Redis is away.
  const { processing } = bull as unknown as { processing: Record<string, Promise<unknown>> };
  await Promise.all(Object.values(processing));
}

/** Waits for work, but not for ever. */
async function within(seconds: number, work: Promise<unknown>): Promise<void> {
  const timeUp = new AbortController();
  const limit = sleep(seconds * 1000, undefined, { signal: timeUp.signal }).catch(() => undefined);
  await Promise.race([work, limit]);
  work.catch(() => undefined);
  timeUp.abort();
}
