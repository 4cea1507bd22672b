/** Rows of one key, in the order of the source. */
export interface Group<Row> {
  readonly key: string;
  readonly rows: readonly Row[];
}

/** What one group may hold, and all groups together whose rows are scattered. */
const MAX_SCATTERED = 2_000_000;

/**
 * Brings rows together that belong together, in the order in which their keys come first. Rows that stand together are held one group at a time; where
 * some do not (a table that was sorted by something else), those of their keys alone are gathered beforehand.
 *
 * @param read - the rows from the start; asked for once more to find keys that come back, and again to gather their rows
 * @param keyOf - the key of a row; undefined for a row that stands for itself and is handed on
 * @param most - rows a group may have; those beyond are handed on as rows without a key are
 */
export async function* grouped<Row>(
  read: () => AsyncIterable<Row>,
  keyOf: (row: Row) => string | undefined,
  most: number,
): AsyncGenerator<Group<Row> | Row, void, undefined> {
  const scattered = await findScattered(read, keyOf);
  const gathered = new Map<string, Row[]>();
  if (scattered.size > 0) {
    let held = 0;
    for await (const row of read()) {
      const key = keyOf(row);
      if (key === undefined || !scattered.has(key) || held >= MAX_SCATTERED) continue;
      const rows = gathered.get(key) ?? [];
      gathered.set(key, rows);
      if (rows.length < most) {
        rows.push(row);
        held += 1;
      }
    }
  }
  let open: { key: string; rows: Row[] } | undefined;
  const passed = new Map<string, number>();
  for await (const row of read()) {
    const key = keyOf(row);
    if (key === undefined) {
      yield row;
      continue;
    }
    if (open !== undefined && open.key !== key) {
      yield open;
      open = undefined;
    }
    if (scattered.has(key)) {
      const count = (passed.get(key) ?? 0) + 1;
      passed.set(key, count);
      if (count === 1) yield { key, rows: gathered.get(key) ?? [] };
      if (count > most) yield row;
      gathered.delete(key);
      continue;
    }
    open ??= { key, rows: [] };
    if (open.rows.length < most) open.rows.push(row);
    else yield row;
  }
  if (open !== undefined) yield open;
}

/** The keys whose rows do not all stand together. */
async function findScattered<Row>(
  read: () => AsyncIterable<Row>,
  keyOf: (row: Row) => string | undefined,
): Promise<Set<string>> {
  const closed = new Set<string>();
  const scattered = new Set<string>();
  let open: string | undefined;
  for await (const row of read()) {
    const key = keyOf(row);
    if (key === undefined || key === open) continue;
    if (closed.has(key)) scattered.add(key);
    if (open !== undefined) closed.add(open);
    open = key;
  }
  return scattered;
}
