import type { EvaluationMethod, EvaluationSource, SkippedEntry } from '@unseen/domain';
import type { Interval, ResampledFigure } from '../metrics/bootstrap.ts';
import type { Gain } from '../metrics/compare.ts';
import type { RetrievalFigures } from '../metrics/retrieval-figures.ts';

/** Figures of one direction, with 95 % confidence intervals; by group where the split knows seen and unseen classes. */
export interface DirectionResult extends RetrievalFigures {
  readonly queries: number;
  readonly intervals: Readonly<Record<ResampledFigure, Interval>>;
  /** Queries about pictures of seen classes; the gallery holds seen and unseen ones. */
  readonly seen?: RetrievalFigures;
  readonly unseen?: RetrievalFigures;
  readonly harmonicMean?: Omit<RetrievalFigures, 'medianRank'>;
}

/** Figures of one method. */
export interface MethodResult {
  readonly imageToText: DirectionResult;
  readonly textToImage: DirectionResult;
}

/** What one method gains over another. */
export interface Comparison {
  readonly method: EvaluationMethod;
  readonly over: EvaluationMethod;
  readonly imageToText: Readonly<Record<ResampledFigure, Gain>>;
  readonly textToImage: Readonly<Record<ResampledFigure, Gain>>;
}

/** The result of an evaluation, as JSON. */
export interface EvaluationResult {
  /** Model pack, as `name@version`. */
  readonly pack: string;
  /** Where it ran: `cpu`, `cuda:0`. */
  readonly device: string;
  readonly source: EvaluationSource;
  /** What was kept of the source, in words. */
  readonly kept: string;
  readonly pictures: number;
  readonly captions: number;
  /** Pictures and lines that could not take part: how many, and the first of them. */
  readonly skipped: { readonly count: number; readonly entries: readonly SkippedEntry[] };
  /** Recall is exact. Per query so many candidates were re-scored; the others keep recall's order behind them. */
  readonly rescored: { readonly recall: 'exact'; readonly candidates: number | 'all' };
  readonly methods: Readonly<Partial<Record<EvaluationMethod, MethodResult>>>;
  readonly comparisons: readonly Comparison[];
  readonly seconds: number;
}
