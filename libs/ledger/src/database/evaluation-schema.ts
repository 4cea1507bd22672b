import type { ErrorCode, EvaluationState } from '@unseen/domain';
import type { Generated } from 'kysely';

/** One row per evaluation. */
export interface EvaluationTable {
  id: string;
  tenant: string;
  request: unknown;
  state: Generated<EvaluationState>;
  done: Generated<number>;
  total: number | null;
  /** How often it was claimed; a claim is named by this number, so that a worker that lost it writes nothing. */
  attempts: Generated<number>;
  result: unknown;
  error_code: ErrorCode | null;
  error_detail: string | null;
  created_at: Generated<Date>;
  started_at: Date | null;
  finished_at: Date | null;
  updated_at: Generated<Date>;
}
