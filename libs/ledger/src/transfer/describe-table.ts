import { sql, type Kysely } from 'kysely';
import type { TableName } from './tables.ts';

/** A table as the database describes it. */
export interface TableShape {
  readonly name: TableName;
  readonly columns: readonly string[];
  /** Type of each column, as a cast names it. */
  readonly types: readonly string[];
  /** Columns of the primary key, in its order. */
  readonly key: readonly string[];
}

/** Asks the database for the columns and the primary key of a table. */
export async function describeTable(db: Kysely<never>, name: TableName): Promise<TableShape> {
  const { rows } = await sql<{ name: string; type: string; place: number | null }>`
    select a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      array_position(i.indkey::int2[], a.attnum) as place
    from pg_attribute a
    join pg_index i on i.indrelid = a.attrelid and i.indisprimary
    where a.attrelid = ${name}::text::regclass and a.attnum > 0 and not a.attisdropped
    order by a.attnum
  `.execute(db);
  return {
    name,
    columns: rows.map((row) => row.name),
    types: rows.map((row) => row.type),
    key: rows
      .filter((row) => row.place !== null)
      .toSorted((a, b) => a.place! - b.place!)
      .map((row) => row.name),
  };
}
