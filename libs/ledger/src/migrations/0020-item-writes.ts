import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Jobs that bring items up to date, and say how many were new, changed and as they were. */
export const itemWrites: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) {
      await sql.raw(statement).execute(db);
    }
  },
};

const STATEMENTS = [
  `alter table jobs drop constraint jobs_duplicates_check`,
  `alter table jobs add constraint jobs_duplicates_check check (duplicates in ('update', 'skip', 'replace'))`,
  `alter table jobs
    add column added integer not null default 0,
    add column updated integer not null default 0,
    add column unchanged integer not null default 0`,
  // What was done before nobody told apart; it was new, most of it.
  `update jobs set added = done`,
  `alter table items add column image_stamp text`,
];
