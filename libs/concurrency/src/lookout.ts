import { Pause } from './pause.ts';

/** What a {@link Lookout} does. */
export interface LookoutOptions {
  /** Looks once. @returns milliseconds until the next look, unless it is woken before */
  readonly look: () => Promise<number>;
  /** Gets what a look throws. */
  readonly onError: (error: unknown) => void;
  /** Milliseconds until the next look after one that threw. Default 2,000. */
  readonly afterErrorMs?: number;
}

/**
 * Looks again and again whether there is something to do: as soon as it is woken, else after as long as the look before said. Looks
 * never overlap, and what happens during one is looked at in the next. Does not keep the process alive.
 */
export class Lookout {
  readonly #options: LookoutOptions;
  #loop: Promise<void> | undefined;
  #stopped = false;
  readonly #pause = new Pause();

  constructor(options: LookoutOptions) {
    this.#options = options;
  }

  /** Looks now, and from then on. */
  start(): void {
    this.#loop ??= this.#run();
  }

  /** Looks now, or again when the look under way has ended. */
  wake(): void {
    this.#pause.wake();
  }

  /** Looks no more; resolves when the look under way has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#pause.wake();
    await this.#loop;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      this.#pause.look();
      await this.#pause.rest(await this.#look(), { ref: false });
    }
  }

  async #look(): Promise<number> {
    const { look, onError, afterErrorMs = 2_000 } = this.#options;
    try {
      return await look();
    } catch (error) {
      onError(error);
      return afterErrorMs;
    }
  }
}
