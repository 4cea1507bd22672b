import { AppError } from '@unseen/domain';

/** How much is done at once, and how long the rest waits. */
export interface WaitingLineOptions {
  readonly atOnce: number;
  /** Milliseconds; who has waited that long is sent away. */
  readonly waitMs: number;
}

/** One that waits for its turn. */
interface Waiting {
  readonly begin: () => void;
}

/**
 * Lets in so many at once that each is done well, and lets nobody wait beyond a bound: under load some are told to come again, instead of
 * all being served late and badly.
 */
export class WaitingLine {
  readonly #options: WaitingLineOptions;
  readonly #waiting = new Set<Waiting>();
  #inside = 0;

  constructor(options: WaitingLineOptions) {
    this.#options = options;
  }

  /**
   * Does some work when its turn has come, in the order of coming.
   * @param signal - aborted when the caller leaves: its place is free at once
   * @throws AppError `overloaded` when the turn has not come within the bound; the reason of the signal; what the work throws
   */
  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    if (this.#inside >= this.#options.atOnce) await this.#turn(signal);
    else this.#inside += 1;
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  async #turn(signal: AbortSignal | undefined): Promise<void> {
    const { waitMs } = this.#options;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiting: Waiting = { begin: resolve };
    this.#waiting.add(waiting);
    const retryAfter = Math.max(1, Math.ceil(waitMs / 1_000));
    const giveUp = (reason: unknown) => {
      // At once: a place must not be passed on to who has given up.
      this.#waiting.delete(waiting);
      reject(reason);
    };
    const tooLong = () =>
      giveUp(new AppError('overloaded', 'More is asked for than can be done in time.', { retryAfter }));
    const left = () => giveUp(signal!.reason);
    const timer = setTimeout(tooLong, waitMs);
    signal?.addEventListener('abort', left, { once: true });
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', left);
    }
  }

  /** Passes the place on to the next in line, if there is one. */
  #leave(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#inside -= 1;
      return;
    }
    this.#waiting.delete(next);
    next.begin();
  }
}
