import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Items by when they changed: whether any did since the tags were brought up to date is asked every few seconds, and nearly always none. */
export const changedItems: Migration = {
  async up(db: Kysely<unknown>) {
    await sql
      .raw(`create index items_changed on items (tenant, collection, updated_at) where state = 'indexed'`)
      .execute(db);
  },
};
