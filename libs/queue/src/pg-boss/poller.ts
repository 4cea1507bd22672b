import { Pause } from '@unseen/concurrency';

/** What a {@link Poller} is made of. */
export interface PollerOptions<M> {
  /** Messages handled at once. */
  readonly concurrency: number;
  /** Milliseconds between looks at an idle queue, unless something falls due before. */
  readonly pollMs: number;
  /** Milliseconds until the next message falls due; undefined when none waits. */
  readonly dueIn: () => Promise<number | undefined>;
  /** Takes up to so many messages from the queue. */
  readonly fetch: (limit: number) => Promise<M[]>;
  /** Handles one message to its end; never rejects. */
  readonly handle: (message: M) => Promise<void>;
  /** Gives back a message that was taken and must not be handled, because the poller has stopped; never rejects. */
  readonly giveBack: (message: M) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** Milliseconds to wait after a look that failed. */
const AFTER_ERROR_MS = 1000;
/** A message that is due and was not taken is held back by the queue, or came just now. */
const HELD_BACK_MS = 500;

/**
 * Takes messages while it has hands free, and looks again as soon as one is handled, something is sent, or the poll
 * time is over. One statement fetches for all free hands, and one more tells how long it may rest.
 */
export class Poller<M> {
  readonly #options: PollerOptions<M>;
  readonly #running = new Set<Promise<void>>();
  readonly #loop: Promise<void>;
  #stopped = false;
  readonly #pause = new Pause();

  constructor(options: PollerOptions<M>) {
    this.#options = options;
    this.#loop = this.#run();
  }

  /** Looks at the queue now. */
  wake(): void {
    this.#pause.wake();
  }

  /** Takes nothing any more; resolves when every message taken is handled or given back. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.wake();
    await this.#loop;
    await Promise.all(this.#running);
  }

  async #run(): Promise<void> {
    const { concurrency, pollMs } = this.#options;
    while (!this.#stopped) {
      this.#pause.look();
      const free = concurrency - this.#running.size;
      if (free === 0) {
        await this.#pause.rest();
        continue;
      }
      try {
        const messages = await this.#options.fetch(free);
        messages.forEach((message) => this.#take(message));
        if (messages.length < free && !this.#pause.news) {
          await this.#pause.rest(
            Math.min(pollMs, Math.max(HELD_BACK_MS, (await this.#options.dueIn()) ?? pollMs)),
          );
        }
      } catch (error) {
        this.#options.onError(error);
        await this.#pause.rest(AFTER_ERROR_MS);
      }
    }
  }

  #take(message: M): void {
    const work = (this.#stopped ? this.#options.giveBack(message) : this.#options.handle(message)).finally(
      () => {
        this.#running.delete(work);
        this.wake();
      },
    );
    this.#running.add(work);
  }
}
