import { AppError, isAppError } from '@unseen/domain';
import { fromPglite } from 'pg-boss';
import type { QueueDatabase } from './options.ts';

/** The database as pg-boss wants it. */
export type BossDatabase = ReturnType<typeof fromPglite>;

/** Wraps the database for pg-boss. When it is away, pg-boss and we throw AppError `queue_unavailable`. */
export function bossDatabase(database: QueueDatabase): BossDatabase {
  return fromPglite({
    query: async <T>(sql: string, parameters?: unknown[]) =>
      (await mapErrors(() => database.query(sql, parameters))) as { rows: T[] },
    exec: (sql) => mapErrors(() => database.exec(sql)),
  });
}

async function mapErrors<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (isAppError(error, 'ledger_unavailable')) {
      throw new AppError('queue_unavailable', 'The database of the queue is not available.', {
        cause: error,
      });
    }
    throw error;
  }
}
