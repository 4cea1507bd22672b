import type { Kysely } from 'kysely';
import type { EntryFailure } from '@unseen/domain';
import type { Schema } from '../database/schema.ts';
import { isStorable } from './text.ts';

/** The entries that failed. */
export class FailureRepository {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /**
   * A page of a job's failures in the order of the source; none for a job of another tenant.
   * @param after - ordinal of the last failure of the page before; undefined for the first page
   * @throws AppError `ledger_unavailable`
   */
  async list(
    tenant: string,
    jobId: string,
    after: number | undefined,
    limit: number,
  ): Promise<EntryFailure[]> {
    if (!isStorable(jobId)) {
      return [];
    }
    return this.#db
      .selectFrom('failures')
      .innerJoin('jobs', 'jobs.id', 'failures.job_id')
      .select(['failures.item_id as id', 'failures.ordinal', 'failures.code', 'failures.reason'])
      .where('jobs.tenant', '=', tenant)
      .where('failures.job_id', '=', jobId)
      .where('failures.ordinal', '>', after ?? -1)
      .orderBy('failures.ordinal')
      .limit(limit)
      .execute();
  }
}
