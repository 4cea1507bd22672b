import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Catalogues that show callers without the scope `admin` their published version alone. */
export const servedVersion: Migration = {
  async up(db: Kysely<unknown>) {
    await sql
      .raw(
        `alter table catalogues add column serves text not null default 'latest' check (serves in ('latest', 'published'))`,
      )
      .execute(db);
  },
};
