/** Work that must be over before its process may end. */
export class UnderWay {
  readonly #work = new Set<Promise<unknown>>();

  /** Counts work as under way until it ends. */
  async track<T>(work: Promise<T>): Promise<T> {
    this.#work.add(work);
    try {
      return await work;
    } finally {
      this.#work.delete(work);
    }
  }

  /** Resolves when what is under way now has ended, however it ended. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#work);
  }
}
