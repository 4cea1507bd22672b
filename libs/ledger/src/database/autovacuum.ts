import type { EmbeddedDatabase } from './embedded-database.ts';

/**
 * Tables that Postgres' own autovacuum would visit, by its default thresholds (PostgreSQL manual, 24.1.6), and those
 * whose transaction ids grow old.
 */
const DUE = `
  select format('%I.%I', n.nspname, c.relname) as name
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_stat_all_tables s on s.relid = c.oid
  where c.relkind = 'r' and n.nspname <> 'pg_toast' and (
    s.n_dead_tup > 50 + 0.2 * s.n_live_tup
    or s.n_ins_since_vacuum > 1000 + 0.2 * s.n_live_tup
    or s.n_mod_since_analyze > 50 + 0.1 * s.n_live_tup
    or age(c.relfrozenxid) > 100000000
  )`;

/** Vacuums every table that is due, one at a time, so that others get the connection in between. */
export async function vacuumDueTables(database: EmbeddedDatabase): Promise<string[]> {
  const { rows } = await database.query<{ name: string }>(DUE);
  const names = rows.map((row) => row.name);
  for (const name of names) {
    await database.exec(`vacuum analyze ${name}`);
  }
  return names;
}

/**
 * Vacuums now and then. PGlite has no background workers, so without this the tables that change most (jobs, chunks,
 * the queue) would only ever grow.
 * @returns stops it
 */
export function startAutovacuum(database: EmbeddedDatabase, everySeconds = 60): () => void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) {
      return;
    }
    busy = true;
    vacuumDueTables(database)
      .catch(() => undefined) // housekeeping: whatever is wrong, the next real query says so
      .finally(() => (busy = false));
  }, everySeconds * 1000);
  timer.unref();
  return () => clearInterval(timer);
}
