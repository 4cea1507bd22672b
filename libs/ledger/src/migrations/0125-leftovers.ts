import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What was found stored that nothing needs, and since when; and when it was looked for last. */
export const leftovers: Migration = {
  async up(db: Kysely<unknown>) {
    await sql
      .raw(
        `create table leftovers (
          kind text collate "C" not null,
          name text collate "C" not null,
          found_at timestamptz not null,
          seen_at timestamptz not null,
          primary key (kind, name)
        )`,
      )
      .execute(db);
  },
};
