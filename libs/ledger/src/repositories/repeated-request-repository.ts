import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';

/** Seconds a request under way is believed in without being heard of: its process has ended then. */
const LEASE_SECONDS = 60;
/** Seconds an answer is kept. */
const KEPT_SECONDS = 24 * 3_600;
/** Rows past their end that are removed with each claim. */
const SWEPT = 100;

/** What became of a claim: the caller is to do the work, or it is done, or somebody is at it. */
export type Claim =
  | { readonly state: 'claimed'; readonly claim: string }
  | { readonly state: 'answered'; readonly fingerprint: string; readonly answer: string }
  | { readonly state: 'under-way'; readonly fingerprint: string };

/** Requests that are done once, however often they come. Every method throws AppError `ledger_unavailable`. */
export class RepeatedRequestRepository {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Claims a request for the caller, unless it is done or under way. @param id - says which request it is */
  async claim(id: string, fingerprint: string): Promise<Claim> {
    await this.#sweep();
    const claim = randomUUID();
    const claimed = await this.#db
      .insertInto('repeated_requests')
      .values({ id, fingerprint, claim, answer: null, expires_at: fromNow(KEPT_SECONDS) })
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet({
            fingerprint,
            claim,
            answer: null,
            claimed_at: sql`now()`,
            expires_at: fromNow(KEPT_SECONDS),
          })
          .where((eb) =>
            eb.or([
              eb('repeated_requests.expires_at', '<', sql<Date>`now()`),
              eb.and([
                eb('repeated_requests.answer', 'is', null),
                eb('repeated_requests.claimed_at', '<', fromNow(-LEASE_SECONDS)),
              ]),
            ]),
          ),
      )
      .returning('claim')
      .executeTakeFirst();
    if (claimed !== undefined) return { state: 'claimed', claim };
    const known = await this.#db
      .selectFrom('repeated_requests')
      .select(['fingerprint', 'answer'])
      .where('id', '=', id)
      .executeTakeFirst();
    // It was given up between the two: the next try finds it free.
    if (known === undefined) return { state: 'under-way', fingerprint };
    return known.answer === null
      ? { state: 'under-way', fingerprint: known.fingerprint }
      : { state: 'answered', fingerprint: known.fingerprint, answer: known.answer };
  }

  /** Says that the work of a claim goes on. */
  async renew(id: string, claim: string): Promise<void> {
    await this.#db
      .updateTable('repeated_requests')
      .set({ claimed_at: sql`now()` })
      .where('id', '=', id)
      .where('claim', '=', claim)
      .execute();
  }

  /** Keeps the answer of a claim for a day. */
  async finish(id: string, claim: string, answer: string): Promise<void> {
    await this.#db
      .updateTable('repeated_requests')
      .set({ answer, expires_at: fromNow(KEPT_SECONDS) })
      .where('id', '=', id)
      .where('claim', '=', claim)
      .execute();
  }

  /** Gives a claim up: nothing was made, so the request may be tried again. */
  async release(id: string, claim: string): Promise<void> {
    await this.#db
      .deleteFrom('repeated_requests')
      .where('id', '=', id)
      .where('claim', '=', claim)
      .where('answer', 'is', null)
      .execute();
  }

  async #sweep(): Promise<void> {
    await this.#db
      .deleteFrom('repeated_requests')
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('repeated_requests')
          .select('id')
          .where('expires_at', '<', sql<Date>`now()`)
          .orderBy('expires_at')
          .limit(SWEPT),
      )
      .execute();
  }
}

function fromNow(seconds: number) {
  return sql<Date>`now() + make_interval(secs => ${seconds})`;
}
