/**
 * Work that callers share when they ask for it at the same time. A caller never gets the outcome of a run that had begun before it
 * came: that run may have missed what the caller knows of. So at most one run per name is under way and one waits, however many
 * callers there are.
 */
export class SharedReads<T> {
  readonly #reads = new Map<string, { readonly running: Promise<T>; next?: Promise<T> }>();

  /** Whether a run is under way whose name begins like this. */
  isRunning(prefix: string): boolean {
    return [...this.#reads.keys()].some((key) => key.startsWith(prefix));
  }

  /** @param read - called at once, or when the run under way has ended @throws what it throws */
  get(key: string, read: () => Promise<T>): Promise<T> {
    const current = this.#reads.get(key);
    if (current)
      return (current.next ??= current.running.catch(() => undefined).then(() => this.#start(key, read)));
    return this.#start(key, read);
  }

  #start(key: string, read: () => Promise<T>): Promise<T> {
    const running = read();
    const entry: { running: Promise<T>; next?: Promise<T> } = { running };
    this.#reads.set(key, entry);
    const ended = () => {
      if (this.#reads.get(key) === entry && entry.next === undefined) this.#reads.delete(key);
    };
    running.then(ended, ended);
    return running;
  }
}
