import { sql, type Kysely, type RawBuilder } from 'kysely';
import { AppError } from '@unseen/domain';
import type { Schema } from '../database/schema.ts';
import { snakeCase } from '../database/snake-case.ts';
import { type ItemWrite, WRITTEN_COLUMNS } from '../records/item-record.ts';
import { isStorable } from './text.ts';

const FIELDS = Object.keys(WRITTEN_COLUMNS) as (keyof ItemWrite)[];
const KEY: readonly (keyof ItemWrite)[] = ['tenant', 'collection', 'id'];
const NAMES = FIELDS.map((field) => sql.ref(snakeCase(field)));
const CASTS = FIELDS.map((field, index) => sql`${NAMES[index]!}::${sql.raw(WRITTEN_COLUMNS[field])}`);
const REPLACED = FIELDS.filter((field) => !KEY.includes(field)).map(
  (field) => sql`${sql.ref(snakeCase(field))} = ${sql.ref(`excluded.${snakeCase(field)}`)}`,
);

/**
 * Writes items in one statement, whatever their number: new ones are added, known ones replaced (`createdAt` stays).
 * Collections that are not there are made.
 * Of several with one key, the last wins.
 * @throws AppError `item_id_invalid` when an id cannot be stored
 */
export async function writeItems(db: Kysely<Schema>, items: readonly ItemWrite[]): Promise<void> {
  if (items.length === 0) {
    return;
  }
  // In one order whoever writes: two processes that lock the same rows in different orders would wait for each other.
  const rows = [...new Map(items.map((item) => [keyOf(item), item]))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, item]) => item);
  // One array per column: the statement stays the same for any number of rows, which Postgres parses far faster.
  const values = FIELDS.map((field) => valuesOf(rows, field));
  await sql`
    with written as (select * from unnest(${sql.join(values)}) as written (${sql.join(NAMES)})), made as (
      insert into collections (tenant, name) select distinct tenant, collection from written on conflict do nothing
    )
    insert into items (${sql.join(NAMES)}) select ${sql.join(CASTS)} from written
    on conflict (tenant, collection, id) do update set ${sql.join(REPLACED)}, second_pack = null, updated_at = now()
  `.execute(db);
}

/** What one column holds, for all rows; JSON as text, since the driver would take lists in it for lists of rows. */
function valuesOf(rows: readonly ItemWrite[], field: keyof ItemWrite): RawBuilder<unknown> {
  const type = WRITTEN_COLUMNS[field];
  return type === 'json'
    ? sql`${rows.map((row) => JSON.stringify(row[field]))}::text[]`
    : sql`${rows.map((row) => row[field])}::${sql.raw(type)}[]`;
}

function keyOf(item: ItemWrite): string {
  if (!isStorable(item.id)) {
    throw new AppError('item_id_invalid', 'The item id holds a NUL character or half a surrogate pair.');
  }
  return JSON.stringify([item.tenant, item.collection, item.id]);
}
