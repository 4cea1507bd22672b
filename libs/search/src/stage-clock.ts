import type { SearchEvent, SearchStage } from './searcher-parts.ts';

/** Milliseconds each stage took, and all together. */
export interface Took {
  readonly embed: number;
  readonly recall: number;
  readonly fuse: number;
  readonly rescore: number;
  readonly total: number;
}

/** Measures the stages of one search and tells the observer. */
export class StageClock {
  readonly #observe: (event: SearchEvent) => void;
  readonly #start = performance.now();
  readonly #milliseconds = new Map<SearchStage, number>();

  constructor(observe: (event: SearchEvent) => void) {
    this.#observe = observe;
  }

  /**
   * Runs one stage.
   * @param describe - more facts for the observer, from the stage's result
   */
  async measure<T>(
    stage: SearchStage,
    work: () => T | Promise<T>,
    describe?: (result: T) => Pick<SearchEvent, 'skipped' | 'error'>,
  ): Promise<T> {
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
