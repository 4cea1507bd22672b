import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Evaluations: what was asked, how far it is, and what came out. */
export const evaluations: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) {
      await sql.raw(statement).execute(db);
    }
  },
};

const STATEMENTS = [
  `create table evaluations (
    id text primary key,
    tenant text collate "C" not null,
    request json not null,
    state text not null default 'queued' check (state in ('queued', 'running', 'completed', 'failed')),
    done integer not null default 0,
    total integer,
    attempts integer not null default 0,
    result json,
    error_code text,
    error_detail text,
    created_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz,
    updated_at timestamptz not null default now()
  )`,
  `create index evaluations_newest on evaluations (tenant, created_at desc)`,
  // What a worker looks for.
  `create index evaluations_unfinished on evaluations (created_at) where state in ('queued', 'running')`,
];
