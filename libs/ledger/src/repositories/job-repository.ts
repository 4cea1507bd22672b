import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { AppError, type JobState } from '@unseen/domain';
import type { Schema } from '../database/schema.ts';
import type { Job, JobError, NewJob, SourceFacts } from '../records/job.ts';
import { completeWhenDone } from './complete-when-done.ts';
import { FINAL_STATES, toJob } from './job-row.ts';
import { isStorable, storable } from './text.ts';

/** The bulk jobs. Every method throws AppError `ledger_unavailable`. */
export class JobRepository {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Adds a job in state `queued`, and its collection when that is not there. */
  async create(job: NewJob): Promise<Job> {
    const row = await this.#db
      .with('collection', (db) =>
        db
          .insertInto('collections')
          .values({ tenant: job.tenant, name: job.collection })
          .onConflict((conflict) => conflict.doNothing()),
      )
      .insertInto('jobs')
      .values({
        id: randomUUID(),
        tenant: job.tenant,
        collection: job.collection,
        source: JSON.stringify(job.source),
        duplicates: job.duplicates,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return toJob(row);
  }

  /** The job, if the tenant has it. */
  async get(tenant: string, id: string): Promise<Job | undefined> {
    if (!isStorable(id)) {
      return undefined;
    }
    const row = await this.#db
      .selectFrom('jobs')
      .selectAll()
      .where('id', '=', id)
      .where('tenant', '=', tenant)
      .executeTakeFirst();
    return row && toJob(row);
  }

  /** The newest jobs of a tenant. */
  async list(tenant: string, limit: number): Promise<Job[]> {
    const rows = await this.#db
      .selectFrom('jobs')
      .selectAll()
      .where('tenant', '=', tenant)
      .orderBy('created_at', 'desc')
      .limit(limit)
      .execute();
    return rows.map(toJob);
  }

  /** Every job of every tenant that is `queued`, `running` or `paused`, oldest first: for the reconciler. */
  async listUnfinished(): Promise<Job[]> {
    const rows = await this.#db
      .selectFrom('jobs')
      .selectAll()
      .where('state', 'in', ['queued', 'running', 'paused'])
      .orderBy('created_at')
      .execute();
    return rows.map(toJob);
  }

  /** Cancelled jobs of every tenant whose last chunks a stop or a crash broke off: for the reconciler. */
  async listBrokenOff(): Promise<Job[]> {
    const rows = await this.#db
      .selectFrom('jobs')
      .selectAll()
      .where('state', '=', 'cancelled')
      .where('id', 'in', (eb) => eb.selectFrom('chunks').select('job_id'))
      .execute();
    return rows.map(toJob);
  }

  /**
   * Moves a job from one of the states to another, atomically. Chunks that wait stay: a worker that is in the middle
   * of one may still finish it, `chunks.discard` drops the rest.
   * @param error - why, when it moves to `failed`
   * @throws AppError `job_not_found`, `job_state_conflict`
   */
  async transition(
    tenant: string,
    id: string,
    from: readonly JobState[],
    to: JobState,
    error?: JobError,
  ): Promise<Job> {
    const row = isStorable(id)
      ? await this.#db
          .updateTable('jobs')
          .set({
            state: to,
            error_code: error?.code ?? null,
            error_detail: error === undefined ? null : storable(error.detail),
            started_at: to === 'running' ? sql`coalesce(started_at, now())` : sql`started_at`,
            finished_at: FINAL_STATES.includes(to) ? sql`now()` : null,
            updated_at: sql`now()`,
          })
          .where('id', '=', id)
          .where('tenant', '=', tenant)
          .where(sql<boolean>`state = any(${[...from]}::text[])`)
          .returningAll()
          .executeTakeFirst()
      : undefined;
    return row === undefined ? this.#refuse(tenant, id, to) : toJob(row);
  }

  /** Sets how many entries the source is thought to hold; the plan corrects it when it is complete. */
  async setTotal(jobId: string, total: number): Promise<void> {
    await this.#db
      .updateTable('jobs')
      .set({ total, updated_at: sql`now()` })
      .where('id', '=', jobId)
      .where('plan_complete', '=', false)
      .execute();
  }

  /** Begins to count anew: for jobs without chunks that a stop made begin again. @param total - what there is to do */
  async beginAgain(jobId: string, total: number): Promise<void> {
    await this.#db
      .updateTable('jobs')
      .set({ total, planned: 0, done: 0, updated_at: sql`now()` })
      .where('id', '=', jobId)
      .execute();
  }

  /** Counts work that is planned and done in one: for jobs without chunks. */
  async advance(jobId: string, done: number): Promise<void> {
    await this.#db
      .updateTable('jobs')
      .set((eb) => ({
        planned: eb('planned', '+', done),
        done: eb('done', '+', done),
        updated_at: sql`now()`,
      }))
      .where('id', '=', jobId)
      .execute();
  }

  /**
   * Says that every entry of the source is planned: the total becomes exact, and a job without a waiting chunk is
   * completed in the same transaction.
   * @returns the job as it is now
   * @throws AppError `job_not_found`
   */
  async completePlan(jobId: string, facts: SourceFacts = { passedOver: {}, notes: [] }): Promise<Job> {
    return this.#db.transaction().execute(async (db) => {
      await db
        .updateTable('jobs')
        .set({ ...factColumns(facts), plan_complete: true, total: sql`planned`, updated_at: sql`now()` })
        .where('id', '=', jobId)
        .execute();
      await completeWhenDone(db, jobId);
      const row = await db.selectFrom('jobs').selectAll().where('id', '=', jobId).executeTakeFirst();
      if (row === undefined) {
        throw new AppError('job_not_found', `There is no job ${jobId}.`);
      }
      return toJob(row);
    });
  }

  /** Notes what was learnt of a source whose plan does not become complete. */
  async noteFacts(jobId: string, facts: SourceFacts): Promise<void> {
    await this.#db.updateTable('jobs').set(factColumns(facts)).where('id', '=', jobId).execute();
  }

  async #refuse(tenant: string, id: string, to: JobState): Promise<never> {
    const job = await this.get(tenant, id);
    if (job === undefined) {
      throw new AppError('job_not_found', `There is no job ${storable(id)}.`);
    }
    throw new AppError('job_state_conflict', `The job is ${job.state} and cannot become ${to}.`);
  }
}

function factColumns({ passedOver, notes }: SourceFacts) {
  const kinds = Object.fromEntries(
    Object.entries(passedOver).map(([kind, count]) => [storable(kind), count]),
  );
  return { passed_over: JSON.stringify(kinds), notes: JSON.stringify(notes.map(storable)) };
}
