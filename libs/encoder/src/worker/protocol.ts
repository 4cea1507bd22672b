import type { ErrorCode, ImageEncoding, ScoreRequest, ScoreResult, TextEncoding } from '@unseen/domain';
import type { ImageModelSpec } from '../runtime/image-model.ts';
import type { ScorersSpec } from '../runtime/scorer.ts';
import type { SessionSettings } from '../runtime/session.ts';
import type { TextModelSpec } from '../runtime/text-model.ts';

/** What a worker is started with. */
export interface WorkerSetup extends ImageModelSpec, TextModelSpec, ScorersSpec {
  readonly session: SessionSettings;
  /** Works in the background: yields the processor to threads that serve people, and opens the text side on first use. */
  readonly background: boolean;
  /** Milliseconds after which a picture model on the CPU that nobody uses is given up until the next picture. */
  readonly restAfterMs: number;
}

/** Work for a worker. */
export type WorkerJob =
  | { readonly kind: 'image'; readonly pictures: readonly Uint8Array[] }
  | { readonly kind: 'text'; readonly texts: readonly string[] }
  | { readonly kind: 'score'; readonly request: ScoreRequest };

/** The kinds of work. */
export type WorkKind = WorkerJob['kind'];

/** What each kind of work yields. */
export interface WorkerResults {
  readonly image: readonly ImageEncoding[];
  readonly text: readonly TextEncoding[];
  readonly score: ScoreResult;
}

/** Any of the results. */
export type WorkerResult = WorkerResults[WorkKind];

/** Main thread to worker: a job, or to end at once, between two runs of a model. */
export type WorkerRequest<Job> = { readonly id: number; readonly job: Job } | 'end';

/** A failure as it crosses the thread boundary. */
export interface WorkerFault {
  readonly code: ErrorCode;
  readonly message: string;
}

/** Worker to main thread. */
export type WorkerReply<Result> =
  | { readonly type: 'ready' }
  | { readonly type: 'unusable'; readonly fault: WorkerFault }
  | { readonly type: 'done'; readonly id: number; readonly result: Result; readonly seconds: number }
  | { readonly type: 'failed'; readonly id: number; readonly fault: WorkerFault };
