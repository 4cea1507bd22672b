/** Shortest time between two looks. */
const LEAST_MS = 15_000;
/** A look may take this share of the time. */
const SHARE = 0.01;

/**
 * Makes a look that is cheap here and costly there bearable: one at a time, and the longer it takes, the more seldom. Asked
 * in between, it resolves at once, or with the look under way.
 */
export function seldom(
  look: () => Promise<void>,
  now: () => number = () => performance.now(),
): () => Promise<void> {
  let next = -Infinity;
  let underWay: Promise<void> | undefined;
  return async () => {
    const started = now();
    if (underWay === undefined && started >= next) {
      underWay = look().finally(() => {
        const ended = now();
        next = ended + Math.max(LEAST_MS, (ended - started) / SHARE);
        underWay = undefined;
      });
    }
    return underWay;
  };
}
