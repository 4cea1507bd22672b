import type { SearchEvent, SearchStage } from './searcher-parts.ts';

/** Milliseconds each stage took, and all together. */
export interface Took {
  readonly embed: number;
  readonly recall: number;
  readonly fuse: number;
  readonly rescore: number;
  readonly total: number;
}

/** Runs the stages of one search, for as long as its caller waits; measures them and tells the observer. */
export class StageClock {
  readonly #observe: (event: SearchEvent) => void;
  readonly #signal: AbortSignal | undefined;
  readonly #start = performance.now();
  readonly #milliseconds = new Map<SearchStage, number>();

  /** @param signal - aborted when the caller leaves */
  constructor(observe: (event: SearchEvent) => void, signal?: AbortSignal) {
    this.#observe = observe;
    this.#signal = signal;
  }

  /**
   * Runs one stage.
   * @param describe - more facts for the observer, from the stage's result
   * @throws the reason of the signal, where it is aborted before the stage begins
   */
  async measure<T>(
    stage: SearchStage,
    work: () => T | Promise<T>,
    describe?: (result: T) => Pick<SearchEvent, 'skipped' | 'error'>,
  ): Promise<T> {
    this.#signal?.throwIfAborted();
    const start = performance.now();
    try {
      const result = await work();
      this.#ended(stage, start, describe?.(result));
      return result;
    } catch (error) {
      this.#ended(stage, start, { error });
      throw error;
    }
  }

  /** What has been measured so far, to a hundredth of a millisecond. */
  took(): Took {
    const of = (stage: SearchStage) => round(this.#milliseconds.get(stage) ?? 0);
    return {
      embed: of('embed'),
      recall: of('recall'),
      fuse: of('fuse'),
      rescore: of('rescore'),
      total: round(performance.now() - this.#start),
    };
  }

  #ended(stage: SearchStage, start: number, facts: Pick<SearchEvent, 'skipped' | 'error'> = {}): void {
    const milliseconds = performance.now() - start;
    this.#milliseconds.set(stage, (this.#milliseconds.get(stage) ?? 0) + milliseconds);
    this.#observe({ stage, seconds: milliseconds / 1_000, ...facts });
  }
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}
