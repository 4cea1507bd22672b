import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Keys that expire, that are told apart by how they begin, and that have a rate limit. */
export const keyLimits: Migration = {
  async up(db: Kysely<unknown>) {
    await sql
      .raw(
        `alter table api_keys
          add column prefix text not null default '',
          add column expires_at timestamptz,
          add column requests_per_minute integer check (requests_per_minute > 0)`,
      )
      .execute(db);
  },
};
