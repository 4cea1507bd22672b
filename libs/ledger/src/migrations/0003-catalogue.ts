import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The catalogue of classes, its versions, the vectors it is made of, and the tags of items.
 *
 * A class is never changed or deleted in place: a change ends one revision and begins the next, so every version of the
 * catalogue stays readable. Vectors are kept as base64 text under names that tell their content, and stay: going back to an
 * earlier version embeds nothing.
 */
export const catalogue: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) {
      await sql.raw(statement).execute(db);
    }
  },
};

const STATEMENTS = [
  `create table catalogues (
    tenant text collate "C" primary key,
    version integer not null default 0,
    published integer
  )`,
  `create table catalogue_versions (
    tenant text collate "C" not null references catalogues (tenant) on delete cascade,
    version integer not null,
    at timestamptz not null default now(),
    actor text not null,
    action text not null,
    changed integer not null,
    primary key (tenant, version)
  )`,
  `create table class_revisions (
    tenant text collate "C" not null references catalogues (tenant) on delete cascade,
    id text collate "C" not null,
    since integer not null,
    until integer,
    name_key text collate "C" not null,
    content json not null,
    primary key (tenant, id, since)
  )`,
  // One class of a name at a time, whatever the writers do.
  `create unique index class_revisions_name on class_revisions (tenant, name_key) where until is null`,
  `create index class_revisions_until on class_revisions (tenant, until)`,
  `create table exemplar_vectors (
    tenant text collate "C" not null,
    id text collate "C" not null,
    pack text collate "C" not null,
    vector text not null,
    primary key (tenant, id, pack)
  )`,
  `create table text_prototypes (
    key text collate "C" not null,
    pack text collate "C" not null,
    vector text not null,
    primary key (key, pack)
  )`,
  `create table calibrations (
    tenant text collate "C" not null,
    collection text collate "C" not null,
    pack text collate "C" not null,
    data json not null,
    at timestamptz not null default now(),
    primary key (tenant, collection, pack)
  )`,
  `create table class_tags (
    tenant text collate "C" not null,
    collection text collate "C" not null,
    item_id text collate "C" not null,
    class_id text collate "C" not null,
    probability real not null,
    primary key (tenant, collection, item_id)
  )`,
  `create index class_tags_class on class_tags (tenant, collection, class_id)`,
  `create table retags (
    tenant text collate "C" not null,
    collection text collate "C" not null,
    version integer not null default 0,
    swept_at timestamptz not null default '-infinity',
    target integer not null default 0,
    classes integer not null default 0,
    classes_done integer not null default 0,
    touched integer not null default 0,
    changed integer not null default 0,
    updated_at timestamptz not null default now(),
    primary key (tenant, collection)
  )`,
];
