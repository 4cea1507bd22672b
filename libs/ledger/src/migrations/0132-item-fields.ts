import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Items by what filters ask of their metadata, and by when they were added: so that a filtered list, a count and the newest items are found
 * without reading a collection.
 *
 * `item_fields` gives metadata as `jsonb` under the name of its collection, which keeps collections apart in one index. What `jsonb` refuses is
 * replaced: half a surrogate pair as filters read it (U+FFFD), NUL by U+0001, the character that comes after it.
 */
export const itemFields: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) {
      await sql.raw(statement).execute(db);
    }
  },
};

const STATEMENTS = [
  // The cost keeps the planner from calling it for every item of a collection where the index knows better.
  String.raw`create function item_fields(tenant text, collection text, metadata json) returns jsonb
    language plpgsql immutable parallel safe cost 1000 as $$
  declare
    written text := metadata::text;
  begin
    if strpos(written, '\u') > 0 then
      written := regexp_replace(written, '(?<!\\)((?:\\\\)*)\\u0000', '\1\\u0001', 'g');
      written := regexp_replace(written, '(?<!\\)((?:\\\\)*)\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1\\ufffd', 'g');
    end if;
    return jsonb_build_object(tenant || E'\x1f' || collection, written::jsonb);
  end $$`,
  `create index items_fields on items using gin (item_fields(tenant, collection, metadata) jsonb_path_ops)`,
  // To the millisecond, which is all that clients see.
  `create index items_newest on items
    (tenant, collection, date_trunc('milliseconds', created_at at time zone 'UTC') desc, id) where state <> 'deleting'`,
  // By default a table is looked after when a fifth of it has changed, which of millions is too seldom.
  `alter table items set (
    autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05,
    autovacuum_analyze_scale_factor = 0.02
  )`,
];
