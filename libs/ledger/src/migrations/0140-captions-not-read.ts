import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Jobs count the items whose captions the model in use does not read, or does not read to their end. */
export const captionsNotRead: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('jobs')
      .addColumn('not_understood', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('cut_short', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
