import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Keys that know which key has taken their place. */
export const replacedKeys: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw('alter table api_keys add column replaced_by text').execute(db);
  },
};
