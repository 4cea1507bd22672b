import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { ItemKey } from '@unseen/domain';
import type { TableShape } from './describe-table.ts';

/** A row as Postgres writes each of its values as text, in the order of the table's columns: what goes in comes out the same. */
export type TextRow = readonly (string | null)[];

/** Rows read at once. A chunk of a job is a row, so a page is some megabytes at most. */
const PAGE = 500;

/** All rows of a table in the order of its key, a page at a time. */
export async function* readRows(db: Kysely<never>, shape: TableShape): AsyncGenerator<TextRow[]> {
  const key = list(shape.key);
  let after: RawBuilder<unknown> = sql`true`;
  for (;;) {
    const { rows } = await sql<{ row: TextRow }>`
      select ${asText(shape)} as row from ${sql.table(shape.name)} where ${after} order by ${key} limit ${sql.lit(PAGE)}
    `.execute(db);
    if (rows.length > 0) yield rows.map(({ row }) => row);
    if (rows.length < PAGE) return;
    const last = rows.at(-1)!.row;
    const values = shape.key.map((column) => {
      const at = shape.columns.indexOf(column);
      return sql`${last[at]}::text::${sql.raw(shape.types[at]!)}`;
    });
    after = sql`(${key}) > (${sql.join(values)})`;
  }
}

/** The items that are there, as rows. */
export async function readItemRows(
  db: Kysely<never>,
  shape: TableShape,
  keys: readonly ItemKey[],
): Promise<TextRow[]> {
  const { rows } = await sql<{ row: TextRow }>`
    select ${asText(shape)} as row from items join unnest(
      ${keys.map((key) => key.tenant)}::text[],
      ${keys.map((key) => key.collection)}::text[],
      ${keys.map((key) => key.id)}::text[]
    ) as wanted (tenant, collection, id) using (tenant, collection, id)
  `.execute(db);
  return rows.map(({ row }) => row);
}

function asText(shape: TableShape): RawBuilder<unknown> {
  const values = shape.columns.map((column) => sql`${sql.ref(`${shape.name}.${column}`)}::text`);
  return sql`array[${sql.join(values)}]`;
}

function list(columns: readonly string[]): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql.ref(column)));
}
