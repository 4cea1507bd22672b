import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Collections that are described, and know how many items they hold without counting them. */
export const collections: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) {
      await sql.raw(statement).execute(db);
    }
  },
};

const STATEMENTS = [
  `alter table items add column image_bytes integer`,
  `alter table collections
    add column display_name text,
    add column keyword_fields json not null default '[]',
    add column facet_fields json not null default '[]',
    add column items integer not null default 0,
    add column bytes bigint not null default 0`,
  `insert into collections (tenant, name) select distinct tenant, collection from items on conflict do nothing`,
  `update collections set items = (select count(*) from items where items.tenant = collections.tenant
    and items.collection = collections.name and items.state <> 'deleting')`,
  // Once per statement and collection, however many rows it writes. Whoever writes items has made their collection.
  `create function count_collection_items() returns trigger language plpgsql as $$
  begin
    if tg_op = 'INSERT' then
      update collections set items = collections.items + change.items, bytes = collections.bytes + change.bytes
      from (
        select tenant, collection, count(*) as items, coalesce(sum(image_bytes), 0) as bytes
        from new_items where state <> 'deleting' group by tenant, collection
      ) as change
      where collections.tenant = change.tenant and collections.name = change.collection;
    elsif tg_op = 'DELETE' then
      update collections set items = collections.items - change.items, bytes = collections.bytes - change.bytes
      from (
        select tenant, collection, count(*) as items, coalesce(sum(image_bytes), 0) as bytes
        from old_items where state <> 'deleting' group by tenant, collection
      ) as change
      where collections.tenant = change.tenant and collections.name = change.collection;
    else
      update collections set items = collections.items + change.items, bytes = collections.bytes + change.bytes
      from (
        select tenant, collection, sum(items) as items, sum(bytes) as bytes from (
          select tenant, collection, 1 as items, coalesce(image_bytes, 0) as bytes
          from new_items where state <> 'deleting'
          union all
          select tenant, collection, -1, -coalesce(image_bytes, 0) from old_items where state <> 'deleting'
        ) as both_sides group by tenant, collection having sum(items) <> 0 or sum(bytes) <> 0
      ) as change
      where collections.tenant = change.tenant and collections.name = change.collection;
    end if;
    return null;
  end $$`,
  `create trigger items_counted_in after insert on items referencing new table as new_items
    for each statement execute function count_collection_items()`,
  `create trigger items_counted_out after delete on items referencing old table as old_items
    for each statement execute function count_collection_items()`,
  `create trigger items_counted_anew after update on items referencing old table as old_items new table as new_items
    for each statement execute function count_collection_items()`,
];
