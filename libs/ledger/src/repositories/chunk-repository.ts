import { sql, type Kysely } from 'kysely';
import { AppError, type Entry } from '@unseen/domain';
import type { Schema } from '../database/schema.ts';
import type { Chunk, ChunkResult, NewChunk, PendingChunk } from '../records/chunk.ts';
import type { Job } from '../records/job.ts';
import { putText } from './put-text.ts';
import { completeWhenDone } from './complete-when-done.ts';
import { FINAL_STATES } from './job-row.ts';
import { addUses, endUses } from './picture-repository.ts';
import { retryFailures } from './retry-failures.ts';
import { writeFailures } from './write-failures.ts';
import { writeItems } from './write-items.ts';

/**
 * The chunks of a job: batches of entries that are planned and not finished. A chunk row exists exactly as long as its
 * work is open. Every method throws AppError `ledger_unavailable`.
 */
export class ChunkRepository {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /**
   * Adds a batch in one transaction: the chunk (none when it has no entries), the failures found while planning, the
   * counters, and the next ordinal to plan.
   * @returns false, and changes nothing, when the batch does not start where the plan stands (another planner was
   *   here: read the job again) or the job is at its end
   * @throws AppError `job_not_found`
   */
  async add(jobId: string, chunk: NewChunk): Promise<boolean> {
    const ordinals = [...chunk.entries, ...chunk.failures].map((part) => part.ordinal);
    const first = ordinals.reduce((lowest, ordinal) => Math.min(lowest, ordinal), chunk.seq);
    const { unchanged = 0, left = 0 } = chunk;
    return this.#db.transaction().execute(async (db) => {
      const job = await lockJob(db, jobId);
      if (first < job.planned || FINAL_STATES.includes(job.state)) {
        return false;
      }
      if (chunk.entries.length > 0) {
        await db
          .insertInto('chunks')
          .values({ job_id: jobId, seq: chunk.seq, entries: JSON.stringify(chunk.entries) })
          .execute();
        await addUses(db, jobId, chunk.entries);
      }
      const failed = await writeFailures(db, jobId, chunk.failures);
      await db
        .updateTable('jobs')
        .set((eb) => ({
          planned: chunk.nextOrdinal,
          failed: eb('failed', '+', failed),
          skipped: eb('skipped', '+', unchanged + left),
          unchanged: eb('unchanged', '+', unchanged),
          updated_at: sql`now()`,
        }))
        .where('id', '=', jobId)
        .execute();
      return true;
    });
  }

  /** How many chunks of the job wait. */
  async pendingCount(jobId: string): Promise<number> {
    const row = await this.#db
      .selectFrom('chunks')
      .select(sql<number>`count(*)::integer`.as('count'))
      .where('job_id', '=', jobId)
      .executeTakeFirstOrThrow();
    return row.count;
  }

  /** The chunks of the job that wait, by seq. */
  async listPending(jobId: string): Promise<PendingChunk[]> {
    return this.#db
      .selectFrom('chunks')
      .select(['seq', 'attempts'])
      .where('job_id', '=', jobId)
      .orderBy('seq')
      .execute();
  }

  /** A chunk with its entries; undefined when it is finished. */
  async get(jobId: string, seq: number): Promise<Chunk | undefined> {
    const row = await this.#db
      .selectFrom('chunks')
      .select(['entries', 'attempts'])
      .where('job_id', '=', jobId)
      .where('seq', '=', seq)
      .executeTakeFirst();
    return row && { entries: row.entries as Entry[], attempts: row.attempts };
  }

  /** Counts an attempt, durably, before it begins. @returns attempts including this one; 0 when the chunk is finished */
  async beginAttempt(jobId: string, seq: number): Promise<number> {
    const row = await this.#db
      .updateTable('chunks')
      .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
      .where('job_id', '=', jobId)
      .where('seq', '=', seq)
      .returning('attempts')
      .executeTakeFirst();
    return row?.attempts ?? 0;
  }

  /** Takes back an attempt that ended in order, and so says nothing of the chunk. The first stays: something may be written of it. */
  async takeBackAttempt(jobId: string, seq: number): Promise<void> {
    await this.#db
      .updateTable('chunks')
      .set((eb) => ({ attempts: eb('attempts', '-', 1) }))
      .where('job_id', '=', jobId)
      .where('seq', '=', seq)
      .where('attempts', '>', 1)
      .execute();
  }

  /**
   * Closes a chunk in one transaction: its items are written as `indexed`, its failures with their entries, the job's
   * counters rise by the numbers given, the chunk goes; with the last chunk of a complete plan the job is completed.
   * @returns false, and changes nothing, when the chunk is gone already: a second delivery counts nothing twice
   * @throws AppError `item_id_invalid` as `items.put`
   */
  async finish(jobId: string, seq: number, result: ChunkResult): Promise<boolean> {
    return this.#db.transaction().execute(async (db) => {
      await lockJob(db, jobId);
      const chunk = await db
        .deleteFrom('chunks')
        .where('job_id', '=', jobId)
        .where('seq', '=', seq)
        .returning('entries')
        .executeTakeFirst();
      if (chunk === undefined) {
        return false;
      }
      await writeItems(
        db,
        result.items.map((item) => ({ ...item, state: 'indexed' as const })),
      );
      for (const text of result.texts ?? []) await putText(db, text);
      const entries = new Map((chunk.entries as Entry[]).map((entry) => [entry.ordinal, entry]));
      const kept = new Set(result.failures.map(({ ordinal }) => ordinal));
      const stored = [...entries.values()].filter(
        ({ image, ordinal }) => image?.kind === 'blob' && !kept.has(ordinal),
      );
      if (stored.length > 0) {
        await endUses(
          db,
          jobId,
          stored.map(({ ordinal }) => ordinal),
        );
      }
      const failed = await writeFailures(
        db,
        jobId,
        result.failures.map((failure) => ({ ...failure, entry: entries.get(failure.ordinal) })),
      );
      await db
        .updateTable('jobs')
        .set((eb) => ({
          done: eb('done', '+', result.added + result.updated),
          failed: eb('failed', '+', failed),
          skipped: eb('skipped', '+', result.unchanged + result.left),
          added: eb('added', '+', result.added),
          updated: eb('updated', '+', result.updated),
          unchanged: eb('unchanged', '+', result.unchanged),
          not_understood: eb('not_understood', '+', result.notUnderstood ?? 0),
          cut_short: eb('cut_short', '+', result.cutShort ?? 0),
          updated_at: sql`now()`,
        }))
        .where('id', '=', jobId)
        .execute();
      await completeWhenDone(db, jobId);
      return true;
    });
  }

  /** Drops the chunks of a job that wait, for a job that was cancelled or has failed. @returns the pictures stored for them alone or for others as well */
  async discard(jobId: string): Promise<string[]> {
    return this.#db.transaction().execute(async (db) => {
      await db.deleteFrom('chunks').where('job_id', '=', jobId).execute();
      return endUses(db, jobId);
    });
  }

  /**
   * Re-opens a completed or failed job: in one transaction its failed entries become chunks again (with seqs below 0),
   * they leave the failures and the failed counter, and the job runs. Failures without an entry stay.
   * @param entriesPerChunk - how many entries a chunk takes
   * @throws AppError `job_not_found`, `job_state_conflict`
   */
  async retry(tenant: string, jobId: string, entriesPerChunk = 64): Promise<Job> {
    return this.#db.transaction().execute((db) => retryFailures(db, tenant, jobId, entriesPerChunk));
  }
}

async function lockJob(db: Kysely<Schema>, jobId: string) {
  const job = await db
    .selectFrom('jobs')
    .select(['planned', 'state'])
    .where('id', '=', jobId)
    .forUpdate()
    .executeTakeFirst();
  if (job === undefined) {
    throw new AppError('job_not_found', `There is no job ${jobId}.`);
  }
  return job;
}
