import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { MIGRATIONS } from './index.ts';

/**
 * Brings the schema up to date. All migrations run in one transaction under an advisory lock, so of several
 * processes that start at once only one migrates and the others wait; on an error nothing has changed.
 */
export async function migrateToLatest<T>(db: Kysely<T>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...MIGRATIONS }) },
    // Migrations make tables of their own; one that came to the code late is still to be run.
    allowUnorderedMigrations: true,
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    throw error instanceof Error ? error : new Error('The schema could not be migrated.', { cause: error });
  }
}
