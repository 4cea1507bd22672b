import { Kysely, PostgresDialect } from 'kysely';
import { embeddedDialect } from './database/embedded-dialect.ts';
import { openEmbeddedDatabase } from './database/embedded-database.ts';
import type { Schema } from './database/schema.ts';
import { AdvisoryLocks } from './database/server/advisory-locks.ts';
import { migrateServer } from './database/server/migrate-server.ts';
import { ServerPool } from './database/server/server-pool.ts';
import { Ledger } from './ledger.ts';
import { NO_OTHERS } from './locks/shared-locks.ts';
import { migrateToLatest } from './migrations/migrate.ts';

/** Where the ledger is kept: embedded in this process, in a folder of its own or in memory, or on a Postgres server. */
export type LedgerOptions =
  | { readonly kind: 'embedded'; readonly dir: string }
  | { readonly kind: 'embedded'; readonly memory: true }
  | PostgresLedger;

/** A ledger on a Postgres server. */
export interface PostgresLedger {
  readonly kind: 'postgres';
  readonly url: string;
  /** Connections this process holds at most. Default 10. */
  readonly connections?: number;
  /**
   * Where sessions are kept, for locks and migrations. Given, `url` may be a pooler in transaction mode. Default: `url`.
   */
  readonly locksUrl?: string;
}

/**
 * Opens the ledger and brings its schema up to date.
 *
 * What has resolved survives the end of the process at any moment (kill -9); see {@link EmbeddedDatabase} for power cuts.
 * Of several processes that open the same server at once, one migrates and the others wait.
 * @throws AppError `config_invalid` when locks would be kept by a pooler that changes sessions, `data_dir_locked` when a live process has the folder open, `ledger_unavailable` when the database
 *   cannot be opened
 */
export async function openLedger(options: LedgerOptions): Promise<Ledger> {
  if (options.kind === 'postgres') {
    const { url, connections, locksUrl = url } = options;
    await AdvisoryLocks.requireSessions(locksUrl);
    await migrateServer(locksUrl);
    const pool = new ServerPool(url, { connections, pooled: locksUrl !== url });
    const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
    return new Ledger(db, pool, new AdvisoryLocks(locksUrl));
  }
  const embedded = await openEmbeddedDatabase('dir' in options ? options.dir : null);
  const db = new Kysely<Schema>({ dialect: embeddedDialect(embedded) });
  try {
    await migrateToLatest(db);
  } catch (error) {
    await embedded.close();
    throw error;
  }
  return new Ledger(db, embedded, NO_OTHERS);
}
