import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Collections, items, jobs with their chunks and failures, keys, audit log.
 *
 * Documents are `json`, not `jsonb`: they are written and read whole, never searched here, and `json` keeps them as
 * they came. `jsonb` refuses the escape of NUL and of a lone surrogate, either of which a caption may hold.
 * Keys collate by byte, so that pages come in one order on every server.
 */
export const itemsAndJobs: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) {
      await sql.raw(statement).execute(db);
    }
  },
};

const STATEMENTS = [
  `create table collections (
    tenant text collate "C" not null,
    name text collate "C" not null,
    created_at timestamptz not null default now(),
    primary key (tenant, name)
  )`,
  `create table items (
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
    state text not null check (state in ('pending', 'indexed', 'deleting')),
    pack text not null,
    job_id text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (tenant, collection, id)
  )`,
  // Is this picture still used by any item? Asked before an original is removed.
  `create index items_image_key on items (image_key) where image_key is not null`,
  // What the reconciler looks for; small, since nearly every item is indexed.
  `create index items_unsettled on items (updated_at) where state <> 'indexed'`,
  `create table jobs (
    id text primary key,
    tenant text collate "C" not null,
    collection text collate "C" not null,
    source json not null,
    duplicates text not null check (duplicates in ('skip', 'replace')),
    state text not null default 'queued'
      check (state in ('queued', 'running', 'paused', 'completed', 'cancelled', 'failed')),
    total integer,
    planned integer not null default 0,
    plan_complete boolean not null default false,
    done integer not null default 0,
    failed integer not null default 0,
    skipped integer not null default 0,
    retries integer not null default 0,
    error_code text,
    error_detail text,
    created_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz,
    updated_at timestamptz not null default now()
  )`,
  `create index jobs_newest on jobs (tenant, created_at desc)`,
  `create index jobs_unfinished on jobs (created_at) where state in ('queued', 'running', 'paused')`,
  `create table chunks (
    job_id text not null references jobs (id) on delete cascade,
    seq integer not null,
    entries json not null,
    attempts integer not null default 0,
    primary key (job_id, seq)
  )`,
  `create table failures (
    job_id text not null references jobs (id) on delete cascade,
    ordinal integer not null,
    item_id text not null,
    code text not null,
    reason text not null,
    entry json,
    primary key (job_id, ordinal)
  )`,
  `create table api_keys (
    id text primary key,
    tenant text collate "C" not null,
    name text not null,
    scopes json not null,
    hash text not null unique,
    created_at timestamptz not null default now(),
    revoked_at timestamptz
  )`,
  `create index api_keys_tenant on api_keys (tenant, created_at)`,
  `create table audit_log (
    id bigint generated always as identity primary key,
    tenant text collate "C" not null,
    actor text not null,
    action text not null,
    subject text not null,
    at timestamptz not null default now()
  )`,
  `create index audit_log_newest on audit_log (tenant, id desc)`,
];
