import type { AnyEvaluationRequest, EvaluationState } from '@unseen/domain';
import type { JobError } from './job.ts';

/** What a caller gives to create an evaluation. */
export interface NewEvaluation<Request extends AnyEvaluationRequest = AnyEvaluationRequest> {
  readonly tenant: string;
  readonly request: Request;
}

/** An evaluation as the ledger keeps it. */
export interface EvaluationRecord<
  Request extends AnyEvaluationRequest = AnyEvaluationRequest,
> extends NewEvaluation<Request> {
  readonly id: string;
  readonly state: EvaluationState;
  /** Steps done of `total`, over all stages. */
  readonly done: number;
  /** Null until the set has been read. */
  readonly total: number | null;
  /** How often it was claimed. */
  readonly attempts: number;
  /** JSON, once completed or blocked; absent in lists. */
  readonly result?: unknown;
  readonly error: JobError | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}
