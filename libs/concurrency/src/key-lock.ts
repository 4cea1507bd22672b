/**
 * Mutual exclusion by name within this process. All names of a call are taken at once or none, so two calls can never
 * wait for each other.
 */
export class KeyLock {
  readonly #held = new Map<string, Promise<void>>();

  /** Runs a task while nobody else holds any of the names. */
  async run<T>(names: readonly string[], task: () => Promise<T>): Promise<T> {
    for (;;) {
      const busy = names.map((name) => this.#held.get(name)).find((held) => held !== undefined);
      if (busy === undefined) break;
      await busy;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    for (const name of names) this.#held.set(name, promise);
    try {
      return await task();
    } finally {
      for (const name of names) this.#held.delete(name);
      resolve();
    }
  }
}
