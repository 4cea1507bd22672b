/** What a closed loop measured. */
export interface Throughput {
  readonly perSecond: number;
  /** Milliseconds of each call. */
  readonly samples: readonly number[];
}

/** Calls something over and over, so many at once, for some seconds. @param call - gets the number of the call */
export async function closedLoop(
  seconds: number,
  atOnce: number,
  call: (n: number) => Promise<unknown>,
): Promise<Throughput> {
  const samples: number[] = [];
  const started = performance.now();
  const end = started + 1000 * seconds;
  let next = 0;
  const run = async () => {
    while (performance.now() < end) {
      const at = performance.now();
      await call(next++);
      samples.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, run));
  return { perSecond: (1000 * samples.length) / (performance.now() - started), samples };
}
