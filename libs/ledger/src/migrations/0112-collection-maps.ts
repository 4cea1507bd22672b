import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Where the items of a collection lie in two dimensions, in parts of some thousand items: few rows, written while a job goes on. A map is
 * what its row says, so that it changes whole: the parts of a job that has not come to its end are nobody's.
 */
export const collectionMaps: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) {
      await sql.raw(statement).execute(db);
    }
  },
};

const STATEMENTS = [
  `create table collection_maps (
    tenant text collate "C" not null,
    collection text collate "C" not null,
    job_id text not null,
    pack text not null,
    begun_at timestamptz not null,
    made_at timestamptz not null default now(),
    primary key (tenant, collection)
  )`,
  `create table collection_map_parts (
    tenant text collate "C" not null,
    collection text collate "C" not null,
    job_id text not null,
    seq integer not null,
    ids json not null,
    places text not null,
    primary key (tenant, collection, job_id, seq)
  )`,
];
