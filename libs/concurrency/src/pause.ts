/** The rest of a loop between two looks, which news ends, and news that came during the look keeps from beginning. */
export class Pause {
  #news = false;
  #end: () => void = () => undefined;

  /** Whether something has happened since the last look began. */
  get news(): boolean {
    return this.#news;
  }

  /** A look begins: what has happened until now is seen by it. */
  look(): void {
    this.#news = false;
  }

  /** Something has happened: the pause under way ends, or the next one does not begin. */
  wake(): void {
    this.#news = true;
    this.#end();
  }

  /** Rests until there is news, or for so many milliseconds. @param ref - whether the clock keeps the process alive */
  async rest(ms?: number, { ref = true } = {}): Promise<void> {
    if (this.#news) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#end = resolve;
    const timer = ms === undefined ? undefined : setTimeout(resolve, ms);
    if (!ref) timer?.unref();
    await promise;
    clearTimeout(timer);
  }
}
