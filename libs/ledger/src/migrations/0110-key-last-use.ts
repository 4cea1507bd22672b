import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Keys that know when they were used last: what nobody uses can be revoked. */
export const keyLastUse: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw('alter table api_keys add column last_used_at timestamptz').execute(db);
  },
};
