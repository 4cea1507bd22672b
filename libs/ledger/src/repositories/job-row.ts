import type { Selectable } from 'kysely';
import type { JobSource, JobState } from '@unseen/domain';
import type { JobTable } from '../database/schema.ts';
import type { Job } from '../records/job.ts';

/** States a job leaves only by a retry. */
export const FINAL_STATES: readonly JobState[] = ['completed', 'cancelled', 'failed'];

/** A row of `jobs` as the ledger hands it out. */
export function toJob(row: Selectable<JobTable>): Job {
  return {
    id: row.id,
    tenant: row.tenant,
    collection: row.collection,
    source: row.source as JobSource,
    duplicates: row.duplicates,
    state: row.state,
    total: row.total,
    planned: row.planned,
    planComplete: row.plan_complete,
    done: row.done,
    failed: row.failed,
    skipped: row.skipped,
    added: row.added,
    updated: row.updated,
    unchanged: row.unchanged,
    notUnderstood: row.not_understood,
    cutShort: row.cut_short,
    passedOver: row.passed_over as Record<string, number>,
    notes: row.notes as string[],
    error: row.error_code === null ? null : { code: row.error_code, detail: row.error_detail ?? '' },
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    updatedAt: row.updated_at,
  };
}
