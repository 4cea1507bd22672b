/** Runs at most one task per name at a time; whoever asks meanwhile has it run once more afterwards. */
export class SingleFlight {
  readonly #running = new Map<string, { again: boolean; done: Promise<void> }>();

  /** Whether a task runs whose name begins like this. */
  isRunning(prefix: string): boolean {
    return [...this.#running.keys()].some((name) => name.startsWith(prefix));
  }

  /** Resolves when the task has run, from its beginning, after this call. @throws what the task throws */
  async run(name: string, task: () => Promise<void>): Promise<void> {
    const running = this.#running.get(name);
    if (running !== undefined) {
      running.again = true;
      return running.done;
    }
    const flight = { again: false, done: Promise.resolve() };
    flight.done = (async () => {
      try {
        do {
          flight.again = false;
          await task();
        } while (flight.again);
      } finally {
        this.#running.delete(name);
      }
    })();
    this.#running.set(name, flight);
    return flight.done;
  }
}
