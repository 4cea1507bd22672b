import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds without other work after which nobody is kept from anything. */
const QUIET_MS = 500;
/** Milliseconds between looks at what others do. */
const LOOK_MS = 50;
/** How much longer than it read a reader rests while others work. */
const SHARE = 9;
/** The longest rest, in milliseconds. */
const LONGEST_REST_MS = 15_000;

/**
 * Keeps reading out of the way of loading and searching: pictures are read one after another while nothing else is done, and for a tenth of the
 * time at most while something is. Low priority alone would not do: a thread of low priority that holds a lock of the process, such as that of its
 * memory, holds up those that wait for it.
 */
export class ReadingPace {
  readonly #activity: () => number;
  #seen = Number.NaN;
  #changedAt = -Infinity;
  #restUntil = 0;

  /** @param activity - a number that changes with all other work of the process */
  constructor(activity: () => number) {
    this.#activity = activity;
  }

  /** Resolves when a picture may be read. @param signal - ends the wait, without an error */
  async turn(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.#isBusy() && performance.now() < this.#restUntil) {
      await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Says how long a picture took, in milliseconds. */
  spent(ms: number): void {
    const rest = Math.min(LONGEST_REST_MS, SHARE * ms);
    this.#restUntil = Math.max(performance.now(), this.#restUntil) + rest;
  }

  #isBusy(): boolean {
    const activity = this.#activity();
    if (activity !== this.#seen) this.#changedAt = Number.isNaN(this.#seen) ? -Infinity : performance.now();
    this.#seen = activity;
    return performance.now() - this.#changedAt < QUIET_MS;
  }
}
