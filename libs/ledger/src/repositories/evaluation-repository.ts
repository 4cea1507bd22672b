import { randomUUID } from 'node:crypto';
import { sql, type Kysely, type Selectable } from 'kysely';
import { AppError, type AnyEvaluationRequest, type EvaluationKind } from '@unseen/domain';
import type { EvaluationTable } from '../database/evaluation-schema.ts';
import type { Schema } from '../database/schema.ts';
import type { CatalogueAct } from '../records/catalogue.ts';
import type { EvaluationRecord, NewEvaluation } from '../records/evaluation.ts';
import type { JobError } from '../records/job.ts';
import { publishVersion } from './publish-version.ts';
import { isStorable, storable } from './text.ts';

/** Names a claim: the evaluation and how often it had been claimed then. */
type Claim = Pick<EvaluationRecord, 'id' | 'attempts'>;

/** The kind of an evaluation. A request with an escape that text cannot hold would fail the whole list: it is of no kind. */
const KIND = sql`case when request::text ~* '\\\\u(0000|d[89a-f])' then null else coalesce(request->>'kind', 'retrieval') end`;

/** The evaluations. Every method throws AppError `ledger_unavailable`. */
export class EvaluationRepository {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Adds an evaluation in state `queued`. */
  async create({ tenant, request }: NewEvaluation): Promise<EvaluationRecord> {
    const row = await this.#db
      .insertInto('evaluations')
      .values({ id: randomUUID(), tenant, request: JSON.stringify(request) })
      .returningAll()
      .executeTakeFirstOrThrow();
    return toEvaluation(row);
  }

  /** The evaluation with its result, if the tenant has it. */
  async get(tenant: string, id: string): Promise<EvaluationRecord | undefined> {
    if (!isStorable(id)) return undefined;
    const row = await this.#db
      .selectFrom('evaluations')
      .selectAll()
      .where('id', '=', id)
      .where('tenant', '=', tenant)
      .executeTakeFirst();
    return row && toEvaluation(row);
  }

  /** The newest evaluations of a tenant, of one kind, without their results. */
  async list(tenant: string, limit: number, kind: EvaluationKind = 'retrieval'): Promise<EvaluationRecord[]> {
    const rows = await this.#db
      .selectFrom('evaluations')
      .selectAll()
      .where('tenant', '=', tenant)
      .where(sql<boolean>`${KIND} = ${kind}`)
      .orderBy('created_at', 'desc')
      .limit(limit)
      .execute();
    return rows.map((row) => ({ ...toEvaluation(row), result: undefined }));
  }

  /** Removes an evaluation; one that runs ends at its next sign of life. @returns false when the tenant has no such one */
  async delete(tenant: string, id: string): Promise<boolean> {
    if (!isStorable(id)) return false;
    const { numDeletedRows } = await this.#db
      .deleteFrom('evaluations')
      .where('id', '=', id)
      .where('tenant', '=', tenant)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  /**
   * Takes the oldest evaluation that waits, or that runs without a sign of life for so long, for the caller alone.
   * @param staleSeconds - after which a worker is taken for dead
   */
  async claim(staleSeconds: number): Promise<EvaluationRecord | undefined> {
    const row = await this.#db
      .updateTable('evaluations')
      .set({
        state: 'running',
        attempts: sql`attempts + 1`,
        done: 0,
        started_at: sql`coalesce(started_at, now())`,
        updated_at: sql`now()`,
      })
      .where('id', '=', (query) =>
        query
          .selectFrom('evaluations')
          .select('id')
          .where(
            sql<boolean>`state = 'queued' or (state = 'running' and updated_at < now() - make_interval(secs => ${staleSeconds}))`,
          )
          .orderBy('created_at')
          .limit(1)
          .forUpdate()
          .skipLocked(),
      )
      .returningAll()
      .executeTakeFirst();
    return row && toEvaluation(row);
  }

  /** A sign of life. @returns false when the claim is lost: removed, or taken over by another worker */
  async progress(claim: Claim, done: number, total: number): Promise<boolean> {
    return this.#write(claim, { done, total });
  }

  /**
   * Gives a claim back, so that another worker need not wait until it is stale.
   *
   * @param innocent - whether the attempt does not count: what ended it was no fault of the evaluation
   */
  async release(claim: Claim, innocent = false): Promise<boolean> {
    return this.#write(claim, { state: 'queued', ...(innocent && { attempts: sql`attempts - 1` }) });
  }

  /** Stores the result. @returns false when the claim is lost */
  async complete(claim: Claim, result: unknown): Promise<boolean> {
    return this.#write(claim, {
      state: 'completed',
      result: JSON.stringify(result),
      done: sql`coalesce(total, done)`,
      finished_at: sql`now()`,
    });
  }

  /**
   * Stores the result and, in the same step, publishes the version of a catalogue that it speaks for.
   * @param instead - the version it was compared with, which must still be the published one; null: none was
   * @returns false when another version has been published in the meantime; nothing is stored then
   * @throws AppError `evaluation_not_found` when the claim is lost, `catalogue_version_not_found`; nothing is published then
   */
  async publish(
    claim: Claim,
    result: unknown,
    act: CatalogueAct,
    { version, instead }: { readonly version: number; readonly instead: number | null },
  ): Promise<boolean> {
    return this.#db.transaction().execute(async (tx) => {
      if (!(await publishVersion(tx, act, version, instead))) return false;
      if (await new EvaluationRepository(tx).complete(claim, result)) return true;
      throw new AppError('evaluation_not_found', 'The evaluation was removed or taken over.');
    });
  }

  /** Stores the result, and why what it was to decide on was not done. @returns false when the claim is lost */
  async block(claim: Claim, result: unknown, error: JobError): Promise<boolean> {
    return this.#write(claim, {
      state: 'blocked',
      result: JSON.stringify(result),
      done: sql`coalesce(total, done)`,
      error_code: error.code,
      error_detail: storable(error.detail),
      finished_at: sql`now()`,
    });
  }

  /** Says why there is no result. @returns false when the claim is lost */
  async fail(claim: Claim, error: JobError): Promise<boolean> {
    return this.#write(claim, {
      state: 'failed',
      error_code: error.code,
      error_detail: storable(error.detail),
      finished_at: sql`now()`,
    });
  }

  async #write(claim: Claim, values: Record<string, unknown>): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('evaluations')
      .set({ ...values, updated_at: sql`now()` })
      .where('id', '=', claim.id)
      .where('attempts', '=', claim.attempts)
      .where('state', '=', 'running')
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }
}

function toEvaluation(row: Selectable<EvaluationTable>): EvaluationRecord {
  return {
    id: row.id,
    tenant: row.tenant,
    request: row.request as AnyEvaluationRequest,
    state: row.state,
    done: row.done,
    total: row.total,
    attempts: row.attempts,
    result: row.result ?? undefined,
    error: row.error_code === null ? null : { code: row.error_code, detail: row.error_detail ?? '' },
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}
