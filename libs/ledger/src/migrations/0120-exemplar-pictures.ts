import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Pictures uploaded to show classes: kept like the vectors made of them, so that those of another model can be made. */
export const exemplarPictures: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) {
      await sql.raw(statement).execute(db);
    }
  },
};

const STATEMENTS = [
  `create table exemplar_pictures (
    tenant text collate "C" not null references catalogues (tenant) on delete cascade,
    id text collate "C" not null,
    hash text collate "C" not null,
    primary key (tenant, id)
  )`,
  `create index exemplar_pictures_hash on exemplar_pictures (hash)`,
];
