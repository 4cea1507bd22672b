/** So long a search waits for the one under way; then it takes its place. */
const PATIENCE_MS = 90;

/** A search that has been sent. */
export interface UnderWay {
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/**
 * Sends the first search at once. What is asked while one is under way waits for it, but not for long; of several that wait,
 * only the newest is sent. So the first letter is answered as fast as the platform can, and a fast typist does not flood it.
 *
 * @param isLeft - whether something newer has been asked
 */
export async function takeTurn(
  underWay: { current: UnderWay | undefined },
  isLeft: () => boolean,
  send: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const before = underWay.current;
  if (before !== undefined) {
    await Promise.race([before.done, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
    if (isLeft()) return;
    before.abort.abort();
  }
  const abort = new AbortController();
  const own: UnderWay = { abort, done: send(abort.signal) };
  underWay.current = own;
  await own.done;
  if (underWay.current === own) underWay.current = undefined;
}
