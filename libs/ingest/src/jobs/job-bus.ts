import { EventEmitter, once } from 'node:events';

/** Tells those who wait in this process that a job has changed; other processes find out by looking. */
export class JobBus {
  readonly #emitter = new EventEmitter();

  constructor() {
    // One listener per open event stream: as many as there are viewers.
    this.#emitter.setMaxListeners(0);
  }

  /** Says that a job has changed. */
  changed(jobId: string): void {
    this.#emitter.emit(jobId);
  }

  /** Resolves at the next change, after so many seconds, or when the signal is aborted, whichever is first. */
  async wait(jobId: string, seconds: number, signal: AbortSignal): Promise<void> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]);
    try {
      await once(this.#emitter, jobId, { signal: limit });
    } catch (error) {
      if (!limit.aborted) throw error;
    }
  }

  /**
   * Yields at once, then after every change and at the latest after so many seconds, until the signal is aborted.
   * Changes that come while the consumer is busy count as one.
   */
  async *ticks(jobId: string, seconds: number, signal: AbortSignal): AsyncGenerator<void, void, undefined> {
    while (!signal.aborted) {
      // Listening begins before the consumer looks, so no change falls between looking and listening.
      const change = this.wait(jobId, seconds, signal);
      yield;
      await change;
    }
  }
}
