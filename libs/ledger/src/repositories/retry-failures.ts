import { sql, type Kysely } from 'kysely';
import { AppError } from '@unseen/domain';
import type { Schema } from '../database/schema.ts';
import type { Job } from '../records/job.ts';
import { completeWhenDone } from './complete-when-done.ts';
import { toJob } from './job-row.ts';
import { isStorable, storable } from './text.ts';

/** Turns the failed entries of a job into chunks again; see `ChunkRepository.retry`. Call it in a transaction. */
export async function retryFailures(
  db: Kysely<Schema>,
  tenant: string,
  jobId: string,
  entriesPerChunk: number,
): Promise<Job> {
  const job = isStorable(jobId)
    ? await db
        .selectFrom('jobs')
        .select(['state', 'retries'])
        .where('id', '=', jobId)
        .where('tenant', '=', tenant)
        .forUpdate()
        .executeTakeFirst()
    : undefined;
  if (job === undefined) {
    throw new AppError('job_not_found', `There is no job ${storable(jobId)}.`);
  }
  if (job.state !== 'completed' && job.state !== 'failed') {
    throw new AppError('job_state_conflict', `The job is ${job.state} and cannot be retried.`);
  }
  // Grouped in the database: a job may have more failures than a process wants to hold.
  const { rows } = await sql<{ chunks: number; entries: number }>`
    with gone as (
      delete from failures where job_id = ${jobId} and entry is not null returning ordinal, entry
    ), numbered as (
      select entry, ordinal, (row_number() over (order by ordinal) - 1) / ${entriesPerChunk}::integer as batch from gone
    ), made as (
      insert into chunks (job_id, seq, entries)
      select ${jobId}, -(${job.retries}::integer + batch + 1), json_agg(entry order by ordinal) from numbered group by batch
      returning 1
    )
    select (select count(*) from made)::integer as chunks, (select count(*) from gone)::integer as entries
  `.execute(db);
  const { chunks, entries } = rows[0] ?? { chunks: 0, entries: 0 };
  await db
    .updateTable('jobs')
    .set((eb) => ({
      state: 'running',
      failed: eb('failed', '-', entries),
      retries: eb('retries', '+', chunks),
      error_code: null,
      error_detail: null,
      finished_at: null,
      started_at: sql`coalesce(started_at, now())`,
      updated_at: sql`now()`,
    }))
    .where('id', '=', jobId)
    .execute();
  await completeWhenDone(db, jobId);
  return toJob(await db.selectFrom('jobs').selectAll().where('id', '=', jobId).executeTakeFirstOrThrow());
}
