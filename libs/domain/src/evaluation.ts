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

/** What is asked of an evaluation of retrieval. */
export interface EvaluationRequest {
  readonly source: EvaluationSource;
  readonly methods: readonly EvaluationMethod[];
  /** Candidates of the exact recall that `self` and `imfa` re-score per query, as a search does; `all` for every one. */
  readonly candidates: number | 'all';
}

/** What is asked of an evaluation of classes: how well a catalogue tells the labelled items of a collection apart. */
export interface ClassEvaluationRequest {
  readonly kind: 'classes';
  readonly collection: string;
  /** Metadata field that holds the name (or a synonym) of an item's class. */
  readonly field: string;
  /** The version to measure; the one in force by default. */
  readonly asOf?: number;
  /** An earlier version to compare with. */
  readonly against?: number;
  /** A version to measure and publish, unless it is worse than the published one; takes the place of `asOf` and `against`. */
  readonly publish?: PublishWish;
}

/** A version that someone wants published, and what it may lose. */
export interface PublishWish {
  readonly version: number;
  /** How much the harmonic mean may lie below that of the published version, 0 to 1. */
  readonly maxDrop: number;
  /** For the audit log. */
  readonly actor: string;
}

/** What is asked of an evaluation, of whichever kind. */
export type AnyEvaluationRequest = EvaluationRequest | ClassEvaluationRequest;
export type EvaluationKind = 'retrieval' | ClassEvaluationRequest['kind'];

/** Tells the requests of the two kinds of evaluation apart. */
export function isAboutClasses(request: AnyEvaluationRequest): request is ClassEvaluationRequest {
  return kindOf(request) === 'classes';
}

/** What an evaluation is about. */
export function kindOf(request: AnyEvaluationRequest): EvaluationKind {
  return 'kind' in request ? request.kind : 'retrieval';
}

/** Candidates a search re-scores unless told otherwise. */
export const DEFAULT_CANDIDATES = 100;

/** The states of an evaluation; the last three are final. `blocked`: measured, but its version was not published. */
export const EVALUATION_STATES = ['queued', 'running', 'completed', 'blocked', 'failed'] as const;
export type EvaluationState = (typeof EVALUATION_STATES)[number];

/** A picture or line that could not take part. */
export interface SkippedEntry {
  readonly id: string;
  readonly code: ErrorCode;
  readonly reason: string;
}
