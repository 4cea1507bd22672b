import { sql, type Kysely } from 'kysely';
import type { TextRow } from './read-rows.ts';
import type { TableShape } from './describe-table.ts';

/** Adds rows whose values are texts of the columns named; columns not named get their defaults. */
export async function writeRows(
  db: Kysely<never>,
  shape: TableShape,
  columns: readonly string[],
  rows: readonly TextRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const values = columns.map((column, at) => {
    const type = shape.types[shape.columns.indexOf(column)]!;
    return sql`${sql.ref(`given.v${at}`)}::${sql.raw(type)}`;
  });
  const arrays = columns.map((_, at) => sql`${rows.map((row) => row[at] ?? null)}::text[]`);
  const names = columns.map((_, at) => sql.raw(`v${at}`));
  await sql`
    insert into ${sql.table(shape.name)} (${sql.join(columns.map((column) => sql.ref(column)))})
    overriding system value
    select ${sql.join(values)} from unnest(${sql.join(arrays)}) as given (${sql.join(names)})
  `.execute(db);
}
