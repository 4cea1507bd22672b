import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 1_000;

/** How long something is tried again. */
export interface PersistOptions {
  /** Whether what was thrown may pass by itself. */
  readonly mayPass: (error: unknown) => boolean;
  /** Milliseconds after the first try in which another may start. */
  readonly forMs: number;
  /** Ends the pauses: what fails from then on fails at once. */
  readonly signal?: AbortSignal;
  /** Called before each further try. */
  readonly onRetry?: () => void;
}

/**
 * Tries again, with growing pauses, what may be done twice. Pauses vary by chance, so that many callers do not come back at the same moment.
 * @throws what the last try threw
 */
export async function persist<T>(work: () => Promise<T>, options: PersistOptions): Promise<T> {
  const { mayPass, forMs, signal, onRetry } = options;
  const started = performance.now();
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      const spent = performance.now() - started;
      if (!mayPass(error) || spent + pause > forMs || signal?.aborted === true) throw error;
      await sleep(pause * (0.5 + Math.random()), undefined, { signal }).catch(() => {
        throw error;
      });
      onRetry?.();
    }
  }
}
