/** Lets so many tasks run at once, the others wait in the order they came. */
export class Limiter {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** @param limit - tasks at once */
  constructor(limit: number) {
    this.#free = limit;
  }

  /** Runs a task when it is its turn. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      // A slot is handed on, not given back: nobody who comes meanwhile can overtake.
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
