import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * How many items of each collection are tagged with each class, kept up to date with every statement that writes tags; and an item that goes
 * takes its tag with it. A list of classes counts nothing.
 */
export const classCounts: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) {
      await sql.raw(statement).execute(db);
    }
  },
};

/** Adds to the counts, in one order whoever writes, so that two never wait for each other. */
const add = (changes: string) => `
  insert into class_counts as counts (tenant, collection, class_id, items)
  select tenant, collection, class_id, sum(change) from (${changes}) as changes
  group by tenant, collection, class_id having sum(change) <> 0 order by tenant, collection, class_id
  on conflict (tenant, collection, class_id) do update set items = counts.items + excluded.items`;
const gained = (rows: string) => `select tenant, collection, class_id, 1 as change from ${rows}`;
const lost = (rows: string) => `select tenant, collection, class_id, -1 as change from ${rows}`;

const STATEMENTS = [
  `delete from class_tags where not exists (
    select from items where items.tenant = class_tags.tenant and items.collection = class_tags.collection
      and items.id = class_tags.item_id and items.state <> 'deleting'
  )`,
  `create table class_counts (
    tenant text collate "C" not null,
    collection text collate "C" not null,
    class_id text collate "C" not null,
    items bigint not null,
    primary key (tenant, collection, class_id)
  ) with (fillfactor = 50)`,
  add(gained('class_tags')),
  `create function count_tags() returns trigger language plpgsql as $$
  begin
    if tg_op = 'INSERT' then
      ${add(gained('new_tags'))};
    elsif tg_op = 'DELETE' then
      ${add(lost('old_tags'))};
    else
      ${add(`${gained('new_tags')} union all ${lost('old_tags')}`)};
    end if;
    return null;
  end $$`,
  `create trigger tags_counted_in after insert on class_tags referencing new table as new_tags
    for each statement execute function count_tags()`,
  `create trigger tags_counted_out after delete on class_tags referencing old table as old_tags
    for each statement execute function count_tags()`,
  `create trigger tags_counted_anew after update on class_tags referencing old table as old_tags new table as new_tags
    for each statement execute function count_tags()`,
  `create function untag_items() returns trigger language plpgsql as $$
  begin
    delete from class_tags using gone
      where gone.state = 'deleting' and class_tags.tenant = gone.tenant and class_tags.collection = gone.collection
        and class_tags.item_id = gone.id;
    return null;
  end $$`,
  `create trigger items_untagged after update on items referencing new table as gone
    for each statement execute function untag_items()`,
];
