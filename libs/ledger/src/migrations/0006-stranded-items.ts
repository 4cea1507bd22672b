import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Items by their packs: those that searches cannot find are counted without reading all of them. */
export const strandedItems: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) {
      await sql.raw(statement).execute(db);
    }
  },
};

const STATEMENTS = [
  // How many are left behind under another pack? Answered from the index alone.
  `create index items_packs on items (pack, second_pack) where state = 'indexed'`,
  `drop index items_pack`,
];
