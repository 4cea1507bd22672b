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
  /** It was woken since the last look began. */
  #news = false;
  #endPause: () => void = () => undefined;

  constructor(options: LookoutOptions) {
    this.#options = options;
  }

  /** Looks now, and from then on. */
  start(): void {
    this.#loop ??= this.#run();
  }

  /** Looks now, or again when the look under way has ended. */
  wake(): void {
    this.#news = true;
    this.#endPause();
  }

  /** Looks no more; resolves when the look under way has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#endPause();
    await this.#loop;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      this.#news = false;
      await this.#pause(await this.#look());
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

  async #pause(ms: number): Promise<void> {
    if (this.#news || this.#stopped) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#endPause = resolve;
    const timer = setTimeout(resolve, ms).unref();
    await promise;
    clearTimeout(timer);
  }
}
