/** Work that several callers wait for. It is called off when the last of them has left. */
export class SharedWork<T> {
  readonly #calledOff = new AbortController();
  readonly #result: Promise<T>;
  #waiting = 0;

  /** @param work - begins at once; need not begin what is left of it when its signal is aborted */
  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.#result = work(this.#calledOff.signal);
  }

  /**
   * The result.
   * @param signal - aborted when this caller leaves; one without a signal stays
   * @throws what the work throws, or the reason of the signal as soon as it is aborted
   */
  async wait(signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    this.#waiting += 1;
    if (signal === undefined) return this.#result;
    const left = Promise.withResolvers<never>();
    const leave = () => {
      left.reject(signal.reason);
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#calledOff.abort(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([this.#result, left.promise]);
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }
}
