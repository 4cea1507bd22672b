import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Items by their packs: those that searches cannot find are counted, and those a switch moves are found, without reading all of them. */
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
  // The next thousand whose second pack is to become the first; empty until the first switch.
  `create index items_second_pack on items (second_pack) where second_pack is not null`,
];
