import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * How many items there are, by collection and by the packs that embedded them, kept up to date with every statement that writes items:
 * what a list of collections, a switch of the model pack and the look for lost vectors need to know is never counted anew.
 */
export const itemCounts: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) {
      await sql.raw(statement).execute(db);
    }
  },
};

/** What some items add to the counts of their collection and packs. `second_pack` is the empty text where there is none. */
const counted = (rows: string, sign: '' | '-') => `
  select tenant, collection, pack, coalesce(second_pack, '') as second_pack,
    ${sign}(case when state = 'pending' then 1 else 0 end) as pending,
    ${sign}(case when state = 'indexed' then 1 else 0 end) as indexed,
    ${sign}(case when image_key is null then 0 else 1 end) as pictures,
    ${sign}coalesce(image_bytes, 0) as bytes
  from ${rows} where state <> 'deleting'`;

/** Adds to the counts, in one order whoever writes, so that two never wait for each other. */
const add = (changes: string) => `
  insert into item_counts as counts (tenant, collection, pack, second_pack, pending, indexed, pictures, bytes)
  select tenant, collection, pack, second_pack, sum(pending), sum(indexed), sum(pictures), sum(bytes)
  from (${changes}) as changes group by tenant, collection, pack, second_pack
  having sum(pending) <> 0 or sum(indexed) <> 0 or sum(pictures) <> 0 or sum(bytes) <> 0
  order by tenant, collection, pack, second_pack
  on conflict (tenant, collection, pack, second_pack) do update set pending = counts.pending + excluded.pending,
    indexed = counts.indexed + excluded.indexed, pictures = counts.pictures + excluded.pictures,
    bytes = counts.bytes + excluded.bytes`;

const STATEMENTS = [
  // Rows are few and written all the time: a page of them is kept half empty, so that new versions stay beside the old.
  `create table item_counts (
    tenant text collate "C" not null,
    collection text collate "C" not null,
    pack text collate "C" not null,
    second_pack text collate "C" not null,
    pending bigint not null,
    indexed bigint not null,
    pictures bigint not null,
    bytes bigint not null,
    primary key (tenant, collection, pack, second_pack)
  ) with (fillfactor = 50)`,
  `drop trigger items_counted_in on items`,
  `drop trigger items_counted_out on items`,
  `drop trigger items_counted_anew on items`,
  `drop function count_collection_items()`,
  add(counted('items', '')),
  `alter table collections drop column items, drop column bytes`,
  `create function count_items() returns trigger language plpgsql as $$
  begin
    if tg_op = 'INSERT' then
      ${add(counted('new_items', ''))};
    elsif tg_op = 'DELETE' then
      ${add(counted('old_items', '-'))};
    else
      ${add(`${counted('new_items', '')} union all ${counted('old_items', '-')}`)};
    end if;
    return null;
  end $$`,
  `create trigger items_counted_in after insert on items referencing new table as new_items
    for each statement execute function count_items()`,
  `create trigger items_counted_out after delete on items referencing old table as old_items
    for each statement execute function count_items()`,
  `create trigger items_counted_anew after update on items referencing old table as old_items new table as new_items
    for each statement execute function count_items()`,
];
