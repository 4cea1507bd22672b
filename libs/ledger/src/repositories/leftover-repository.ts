import { sql, type Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';

/** What kind of thing is left over. */
export type LeftoverKind = 'picture' | 'vectors';

/** The row that says when left-overs were looked for last. */
const LOOK = 'look';

/** What is stored and nothing needs, as one look after the other found it. Every method throws AppError `ledger_unavailable`. */
export class LeftoverRepository {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Begins a look, unless one was begun less than so many milliseconds before. @returns whether it is the caller's to do */
  async beginLook(now: Date, everyMs: number): Promise<boolean> {
    const { rows } = await sql`
      insert into leftovers (kind, name, found_at, seen_at) values (${LOOK}, '', ${now}, ${now})
      on conflict (kind, name) do update set found_at = excluded.found_at
        where leftovers.found_at <= ${new Date(now.getTime() - everyMs)}
      returning name
    `.execute(this.#db);
    return rows.length > 0;
  }

  /** Notes that something is left over. @returns when that was noted first */
  async note(kind: LeftoverKind, name: string, now: Date): Promise<Date> {
    const { found_at: foundAt } = await this.#db
      .insertInto('leftovers')
      .values({ kind, name, found_at: now, seen_at: now })
      .onConflict((conflict) => conflict.columns(['kind', 'name']).doUpdateSet({ seen_at: now }))
      .returning('found_at')
      .executeTakeFirstOrThrow();
    return foundAt;
  }

  /** Forgets what is gone. */
  async forget(kind: LeftoverKind, name: string): Promise<void> {
    await this.#db.deleteFrom('leftovers').where('kind', '=', kind).where('name', '=', name).execute();
  }

  /** Forgets what a look did not find any more. @param before - when the look began */
  async forgetUnseen(before: Date): Promise<void> {
    await this.#db.deleteFrom('leftovers').where('kind', '!=', LOOK).where('seen_at', '<', before).execute();
  }
}
