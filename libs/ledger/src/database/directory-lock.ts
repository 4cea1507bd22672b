import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '@unseen/domain';

/** A lock held on a directory. */
export interface DirectoryLock {
  release(): void;
}

/** SQLite's code for "another connection holds the lock". */
const SQLITE_BUSY = 5;

/**
 * Locks a directory against every other process, and against a second opening in this one.
 *
 * Node has no call for file locks, but the SQLite inside it takes one when it begins an exclusive transaction. The
 * kernel holds that lock and drops it when the process ends in whatever way, so there is no stale lock to judge by
 * process ids, which mean nothing between containers. Nobody else may open `ledger.lock`: by POSIX rules, closing any
 * handle of the file in this process would drop the lock.
 * @param dir - an existing directory
 * @throws AppError `data_dir_locked`
 */
export function lockDirectory(dir: string): DirectoryLock {
  const file = new DatabaseSync(join(dir, 'ledger.lock'), { timeout: 0 });
  try {
    file.exec('begin exclusive');
  } catch (error) {
    file.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) {
      throw new AppError('data_dir_locked', 'Another process has the data directory open.', { cause: error });
    }
    throw error;
  }
  return { release: () => file.close() };
}
