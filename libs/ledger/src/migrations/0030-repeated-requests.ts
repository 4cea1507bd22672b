import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Requests that came with an Idempotency-Key, and how they were answered. */
export const repeatedRequests: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) {
      await sql.raw(statement).execute(db);
    }
  },
};

const STATEMENTS = [
  `create table repeated_requests (
    id text primary key,
    -- of the body: the same key must come with the same
    fingerprint text not null,
    -- who is at work on it
    claim uuid not null,
    claimed_at timestamptz not null default now(),
    -- null while it is under way
    answer text,
    expires_at timestamptz not null
  )`,
  `create index repeated_requests_by_end on repeated_requests (expires_at)`,
];
