import type { ClassEvaluationRequest, EvaluationRequest } from '@unseen/domain';
import type { EvaluationRecord } from '@unseen/ledger';
import type { ClassEvaluationDto, ClassReportDto, EvaluationDto, EvaluationProgressDto } from '@unseen/api';

/** An evaluation of retrieval as the API shows it. */
export function toEvaluationDto(record: EvaluationRecord<EvaluationRequest>): EvaluationDto {
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
export function toClassEvaluationDto(record: EvaluationRecord<ClassEvaluationRequest>): ClassEvaluationDto {
  const { kind: _, ...request } = record.request;
  return { ...progressOf(record), ...request, result: record.result as ClassReportDto | undefined };
}

function progressOf(record: EvaluationRecord): EvaluationProgressDto {
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
