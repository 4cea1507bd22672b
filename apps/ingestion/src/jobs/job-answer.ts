import type { JobView } from '@unseen/ingest';
import type { Job } from '@unseen/api';
import { warningsOfJob } from '../items/caption-faults.ts';

/** A job as the API shows it. */
export function toJobAnswer(job: JobView): Job {
  const { id, state, collection, source, total, done, failed, skipped, added, updated, unchanged } = job;
  const { passedOver, notes } = job;
  return {
    id,
    state,
    collection,
    source,
    total,
    done,
    failed,
    skipped,
    added,
    updated,
    unchanged,
    passedOver: Object.values(passedOver).reduce((sum, count) => sum + count, 0),
    passedOverByKind: passedOver,
    notes: [...notes],
    warnings: warningsOfJob(job),
    itemsPerSecond: Math.round(job.itemsPerSecond * 10) / 10,
    etaSeconds: job.etaSeconds === null ? null : Math.ceil(job.etaSeconds),
    error: job.error ?? undefined,
    createdAt: job.createdAt.toISOString(),
    finishedAt: job.finishedAt?.toISOString(),
  };
}
