import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Items that were thrown away and can be had back for a while: all that makes them, but their vectors. They are no rows of `items`, so
 * nothing that searches, counts or exports has to know of them. Of an id that was thrown away twice, the last is kept.
 */
export const trash: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) {
      await sql.raw(statement).execute(db);
    }
  },
};

const STATEMENTS = [
  // `written`: what was read, or a person said, of the words in its picture. Moments are those a cursor can hold.
  `create table trashed_items (
    tenant text collate "C" not null,
    collection text collate "C" not null,
    id text collate "C" not null,
    content_hash text not null,
    image_key text collate "C",
    image_type text,
    width integer,
    height integer,
    captions json not null,
    metadata json not null,
    written json,
    created_at timestamptz not null,
    trashed_at timestamptz not null default date_trunc('milliseconds', now()),
    primary key (tenant, collection, id)
  )`,
  `create index trashed_items_listed on trashed_items (tenant, collection, trashed_at, id)`,
  `create index trashed_items_old on trashed_items (trashed_at)`,
  `create index trashed_items_picture on trashed_items (image_key) where image_key is not null`,
];
