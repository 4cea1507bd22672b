import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Items of groups that an admin made no class of: they are not proposed again until they change. */
export const dismissedItems: Migration = {
  async up(db: Kysely<unknown>) {
    await sql
      .raw(
        `create table dismissed_items (
          tenant text collate "C" not null,
          collection text collate "C" not null,
          item_id text collate "C" not null,
          at timestamptz not null default now(),
          primary key (tenant, collection, item_id)
        )`,
      )
      .execute(db);
  },
};
