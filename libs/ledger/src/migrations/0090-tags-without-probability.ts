import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How likely a class was when its tag was written: it did not follow later changes, and nobody read it. */
export const tagsWithoutProbability: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw('alter table class_tags drop column probability').execute(db);
  },
};
