import { sql, type Kysely } from 'kysely';
import type { TextRow } from './read-rows.ts';
import type { TableShape } from './describe-table.ts';

/**
 * Adds rows whose values are texts of the columns named. Columns not named get their defaults, and a column that the table no longer has
 * is left out: rows of an earlier release fit.
 */
export async function writeRows(
  db: Kysely<never>,
  shape: TableShape,
  columns: readonly string[],
  rows: readonly TextRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const kept = columns.flatMap((column, at) => (shape.columns.includes(column) ? [{ column, at }] : []));
  const values = kept.map(({ column, at }) => {
    const type = shape.types[shape.columns.indexOf(column)]!;
    return sql`${sql.ref(`given.v${at}`)}::${sql.raw(type)}`;
  });
  const arrays = kept.map(({ at }) => sql`${rows.map((row) => row[at] ?? null)}::text[]`);
  const names = kept.map(({ at }) => sql.raw(`v${at}`));
  await sql`
    insert into ${sql.table(shape.name)} (${sql.join(kept.map(({ column }) => sql.ref(column)))})
    overriding system value
    select ${sql.join(values)} from unnest(${sql.join(arrays)}) as given (${sql.join(names)})
  `.execute(db);
}
