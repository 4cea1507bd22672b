import { Kysely, PostgresDialect } from 'kysely';
import { migrateToLatest } from '../../migrations/migrate.ts';
import { ServerPool } from './server-pool.ts';

/**
 * Brings the schema of a Postgres server up to date, on a connection of its own that may take its time. Of several
 * processes that try at once, one migrates and the others wait.
 *
 * @param url - `postgres://user:password@host:port/database`
 * @throws AppError `ledger_unavailable`
 */
export async function migrateServer(url: string): Promise<void> {
  const pool = new ServerPool(url, { connections: 1, answerMs: 0 });
  try {
    await migrateToLatest(new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }));
  } finally {
    await pool.close();
  }
}
