/** The share of the deadline that re-scoring should take: the rest is for what comes in meanwhile. */
const SHARE = 0.9;
/** How much the latest re-scoring says of the next. */
const LATEST = 0.5;
/** So few are always tried: more would not be noticed on a first page. */
const LEAST = 10;
/** What took too long would have taken longer still: by this factor, as far as anyone knows. */
const LATE = 2;

/**
 * How many candidates can be re-scored within a deadline, by how long those of other searches have just taken. Under load each search
 * re-scores fewer of its best candidates, so that none has to do without.
 */
export class RescorePace {
  #msPerCandidate = 0;

  /** @returns at most `count`; all of them while there is time enough */
  fit(count: number, deadlineMs: number): number {
    const time = SHARE * deadlineMs;
    if (this.#msPerCandidate * count <= time) return count;
    return Math.min(count, Math.max(LEAST, Math.floor(time / this.#msPerCandidate)));
  }

  /** Learns from one re-scoring. @param late - whether it was given up after that time */
  learn(count: number, milliseconds: number, late: boolean): void {
    if (count === 0) return;
    const seen = (milliseconds * (late ? LATE : 1)) / count;
    this.#msPerCandidate = LATEST * seen + (1 - LATEST) * this.#msPerCandidate;
  }
}
