import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Pictures that entries of bulk jobs wait to show: what archives hold is stored while they are planned. */
export const pictureUses: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) {
      await sql.raw(statement).execute(db);
    }
  },
};

/** The entries of chunks and failures that show a stored picture, as rows of uses. */
const waiting = (table: string, entry: string) => `
  insert into picture_uses (hash, job_id, ordinal)
  select right(entry -> 'image' ->> 'key', 64), job_id, (entry ->> 'ordinal')::integer
  from ${table}, ${entry}
  where entry -> 'image' ->> 'kind' = 'blob'
  on conflict do nothing`;

const STATEMENTS = [
  `create table picture_uses (
    hash text collate "C" not null,
    job_id text not null references jobs (id) on delete cascade,
    ordinal integer not null,
    primary key (job_id, ordinal)
  )`,
  `create index picture_uses_hash on picture_uses (hash)`,
  waiting('chunks', 'json_array_elements(entries) as entry'),
  waiting(`(select job_id, entry from failures where entry is not null) as failures`, '(select 1) as one'),
];
