import type { Metadata } from '@unseen/contracts';
import type { HitExplanation } from './explain/explanation.ts';
import type { RescoreSkip } from './rescore/rescore-skip.ts';
import type { Took } from './stage-clock.ts';

/** One item found. */
export interface Hit {
  readonly id: string;
  /** Fused score: higher is better. Comparable within one search only. */
  readonly score: number;
  /** The first caption. */
  readonly caption?: string;
  readonly captions?: string[];
  readonly metadata: Metadata;
  readonly hasImage: boolean;
  readonly explain?: HitExplanation;
}

/** The answer to a search. */
export interface SearchResponse {
  readonly hits: Hit[];
  /** Pass it as `cursor` for the next page; absent on the last one. */
  readonly nextCursor?: string;
  /** Milliseconds; a page after the first has only `total`. */
  readonly took: Took;
  /** Whether attention made the order. */
  readonly rescored: boolean;
  /** Why it did not. */
  readonly rescoreSkipped?: RescoreSkip;
  /** Hits the cut-off took from the end. */
  readonly cut: number;
  /** Candidates that `not` vetoed. */
  readonly vetoed: number;
}
