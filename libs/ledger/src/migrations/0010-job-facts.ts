import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What a job has passed over, by kind, and what whoever started it should know of its source. */
export const jobFacts: Migration = {
  async up(db: Kysely<unknown>) {
    await sql
      .raw(
        `alter table jobs add column passed_over json not null default '{}', add column notes json not null default '[]'`,
      )
      .execute(db);
  },
};
