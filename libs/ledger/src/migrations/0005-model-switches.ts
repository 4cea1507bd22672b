import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Switches from one model pack to another, and under which second pack an item has vectors already. */
export const modelSwitches: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) {
      await sql.raw(statement).execute(db);
    }
  },
};

const STATEMENTS = [
  `alter table items add column second_pack text`,
  // Is any item left behind under another pack? Asked all the time, and nearly always there is none.
  `create index items_pack on items (pack)`,
  `create table model_switches (
    id bigint generated always as identity primary key,
    source text not null,
    target text not null,
    state text not null default 'embedding'
      check (state in ('embedding', 'settling', 'completed', 'cancelled')),
    accept_failures boolean not null default false,
    actor text not null,
    created_at timestamptz not null default now(),
    switched_at timestamptz,
    finished_at timestamptz
  )`,
  // One at a time.
  `create unique index model_switches_running on model_switches ((true)) where state in ('embedding', 'settling')`,
  `create table model_switch_failures (
    tenant text collate "C" not null,
    collection text collate "C" not null,
    item_id text collate "C" not null,
    switch_id bigint not null references model_switches (id) on delete cascade,
    code text not null,
    reason text not null,
    primary key (tenant, collection, item_id)
  )`,
];
