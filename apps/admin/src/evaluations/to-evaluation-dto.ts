import type { EvaluationRecord } from '@unseen/ledger';
import type { EvaluationDto } from './evaluation.dto.ts';

/** An evaluation as the API shows it. */
export function toEvaluationDto(record: EvaluationRecord): EvaluationDto {
  const { source, methods, candidates } = record.request;
  return {
    id: record.id,
    state: record.state,
    source,
    methods: [...methods],
    candidates,
    done: record.done,
    total: record.total,
    result: record.result as object | undefined,
    error: record.error ?? undefined,
    createdAt: record.createdAt.toISOString(),
    startedAt: record.startedAt?.toISOString(),
    finishedAt: record.finishedAt?.toISOString(),
  };
}
