/** A running schedule. */
export interface Schedule {
  /** Stops it and waits for the round that may be running. */
  stop(): Promise<void>;
}

/**
 * Calls `round` every so many seconds, counted from the end of the previous call, so that rounds never overlap.
 * Does not keep the process alive.
 * @param onError - gets what a round throws; the schedule goes on
 */
export function every(
  seconds: number,
  round: () => Promise<void>,
  onError: (error: unknown) => void,
): Schedule {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const plan = () => {
    if (stopped) return;
    timer = setTimeout(() => {
      running = round().catch(onError).then(plan);
    }, seconds * 1000).unref();
  };
  plan();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
