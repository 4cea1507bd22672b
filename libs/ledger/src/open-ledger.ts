import { Kysely } from 'kysely';
import { embeddedDialect } from './database/embedded-dialect.ts';
import { openEmbeddedDatabase } from './database/embedded-database.ts';
import type { Schema } from './database/schema.ts';
import { Ledger } from './ledger.ts';
import { migrateToLatest } from './migrations/migrate.ts';

/** Where the ledger is kept: embedded in this process, in a folder of its own or in memory. */
export type LedgerOptions =
  { readonly kind: 'embedded'; readonly dir: string } | { readonly kind: 'embedded'; readonly memory: true };

/**
 * Opens the ledger and brings its schema up to date.
 *
 * What has resolved survives the end of the process at any moment (kill -9); see {@link EmbeddedDatabase} for power cuts.
 * @throws AppError `data_dir_locked` when a live process has the folder open, `ledger_unavailable` when the database
 *   cannot be opened
 */
export async function openLedger(options: LedgerOptions): Promise<Ledger> {
  const embedded = await openEmbeddedDatabase('dir' in options ? options.dir : null);
  const db = new Kysely<Schema>({ dialect: embeddedDialect(embedded) });
  try {
    await migrateToLatest(db);
  } catch (error) {
    await embedded.close();
    throw error;
  }
  return new Ledger(db, embedded);
}
