import type { ErrorCode } from './errors/catalogue.ts';

/** The formats an evaluation reads. */
export const EVALUATION_FORMATS = ['flickr', 'coco', 'karpathy'] as const;
export type EvaluationFormat = (typeof EVALUATION_FORMATS)[number];

/** How candidates are ordered: by inner product alone, or re-scored with self-attention or IMFA. */
export const EVALUATION_METHODS = ['inn', 'self', 'imfa'] as const;
export type EvaluationMethod = (typeof EVALUATION_METHODS)[number];

/** Captioned pictures to evaluate on; paths lie below the import root. */
export interface EvaluationSource {
  readonly format: EvaluationFormat;
  /** Folder of the pictures. */
  readonly images: string;
  /** Captions: a token file, a CSV, a COCO captions file, or Karpathy's JSON. */
  readonly annotations: string;
  /** A list of picture names, a split file written by `unseen split`, or (`karpathy`) the name of a split. */
  readonly split?: string;
}

/** What is asked of an evaluation. */
export interface EvaluationRequest {
  readonly source: EvaluationSource;
  readonly methods: readonly EvaluationMethod[];
  /** Candidates of the exact recall that `self` and `imfa` re-score per query, as a search does; `all` for every one. */
  readonly candidates: number | 'all';
}

/** Candidates a search re-scores unless told otherwise. */
export const DEFAULT_CANDIDATES = 100;

/** The states of an evaluation; the last two are final. */
export const EVALUATION_STATES = ['queued', 'running', 'completed', 'failed'] as const;
export type EvaluationState = (typeof EVALUATION_STATES)[number];

/** A picture or line that could not take part. */
export interface SkippedEntry {
  readonly id: string;
  readonly code: ErrorCode;
  readonly reason: string;
}
