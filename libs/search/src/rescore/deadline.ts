/** How a piece of work with a deadline ended. */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'late' }
  | { readonly kind: 'failed'; readonly error: unknown };

/**
 * Runs work that may be given up: whatever it does after the deadline, its result or error is ignored.
 * @param milliseconds - deadline from now
 * @param work - gets a signal that is aborted at the deadline, so that it need not start what nobody waits for
 */
export async function withDeadline<T>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<Outcome<T>> {
  const controller = new AbortController();
  const { promise: late, resolve } = Promise.withResolvers<Outcome<T>>();
  const end = performance.now() + milliseconds;
  const timer = setTimeout(() => {
    controller.abort();
    resolve({ kind: 'late' });
  }, milliseconds);
  const done = work(controller.signal).then(
    // A busy event loop may run the timer late: the clock decides.
    (value): Outcome<T> => (performance.now() > end ? { kind: 'late' } : { kind: 'done', value }),
    (error: unknown): Outcome<T> => ({ kind: 'failed', error }),
  );
  try {
    return await Promise.race([done, late]);
  } finally {
    clearTimeout(timer);
  }
}
