import type { ClassEvaluationRequest, EvaluationRequest } from '@unseen/domain';
import type { EvaluationRecord } from '@unseen/ledger';
import type { ClassEvaluation, ClassReport, Evaluation, EvaluationProgress } from '@unseen/api';

/** An evaluation of retrieval as the API shows it. */
export function toEvaluationAnswer(record: EvaluationRecord<EvaluationRequest>): Evaluation {
  const { source, methods, candidates } = record.request;
  return {
    ...progressOf(record),
    source,
    methods: [...methods],
    candidates,
    result: record.result as object | undefined,
  };
}

/** An evaluation of classes as the API shows it. */
export function toClassEvaluationAnswer(record: EvaluationRecord<ClassEvaluationRequest>): ClassEvaluation {
  const { kind: _, ...request } = record.request;
  return { ...progressOf(record), ...request, result: record.result as ClassReport | undefined };
}

function progressOf(record: EvaluationRecord): EvaluationProgress {
  return {
    id: record.id,
    state: record.state,
    done: record.done,
    total: record.total,
    error: record.error ?? undefined,
    createdAt: record.createdAt.toISOString(),
    startedAt: record.startedAt?.toISOString(),
    finishedAt: record.finishedAt?.toISOString(),
  };
}
