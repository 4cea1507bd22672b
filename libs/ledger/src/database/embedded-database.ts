import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@unseen/domain';
import { createClusterIfMissing } from './create-cluster.ts';
import { lockDirectory, type DirectoryLock } from './directory-lock.ts';
import { Mutex } from '@unseen/concurrency';
import { PgliteThread } from './pglite-thread.ts';
import type { DatabaseThreadOptions, StatementResult } from './protocol.ts';

/** The only connection, held until it is released. */
export interface DatabaseSession {
  query(sql: string, parameters: readonly unknown[]): Promise<StatementResult>;
  exec(sql: string): Promise<StatementResult[]>;
  release(): void;
}

/**
 * Embedded Postgres (PGlite) in a thread of its own. There is one connection, which the ledger and the queue share: a
 * {@link DatabaseSession} has it to itself, so a transaction is never mixed with another's statements.
 *
 * What is durable: a statement or transaction that has resolved survives the end of the process at any moment
 * (kill -9). It may not survive a power cut or a crash of the operating system: PGlite runs without fsync, so the
 * last seconds of writes are in the page cache. A database thread that dies is replaced at the next call
 * (not in memory, where the data died with it).
 */
export class EmbeddedDatabase {
  readonly #options: DatabaseThreadOptions;
  readonly #lock: DirectoryLock | undefined;
  readonly #mutex = new Mutex();
  #thread: PgliteThread;
  #closed = false;
  #writes = 0;

  /** Use {@link openEmbeddedDatabase}. */
  constructor(options: DatabaseThreadOptions, lock: DirectoryLock | undefined) {
    this.#options = options;
    this.#lock = lock;
    this.#thread = new PgliteThread(options);
  }

  /** Waits for the connection and takes it. @throws AppError `ledger_unavailable` */
  async acquire(): Promise<DatabaseSession> {
    const release = await this.#mutex.acquire();
    try {
      const thread = await this.#liveThread();
      return {
        query: async (sql, parameters) =>
          first(await this.#counted(sql, () => thread.call({ kind: 'query', sql, parameters }))),
        exec: (sql) => this.#counted(sql, () => thread.call({ kind: 'exec', sql })),
        release,
      };
    } catch (error) {
      release();
      throw error;
    }
  }

  /**
   * One statement on its own.
   * @throws DatabaseError as Postgres answers; AppError `ledger_unavailable`
   */
  async query<T extends Record<string, unknown>>(
    sql: string,
    parameters: readonly unknown[] = [],
  ): Promise<{ rows: T[] }> {
    const session = await this.acquire();
    try {
      return (await session.query(sql, parameters)) as { rows: T[] };
    } finally {
      session.release();
    }
  }

  /**
   * A script of several statements without parameters; one result per statement. A script that fails inside its own
   * `begin` is rolled back before anyone else gets the connection.
   */
  async exec(sql: string): Promise<StatementResult[]> {
    const session = await this.acquire();
    try {
      return await session.exec(sql);
    } catch (error) {
      await session.exec('rollback').catch(() => undefined);
      throw error;
    } finally {
      session.release();
    }
  }

  /** Changes whenever something may have been written: what was read before is as it was while this is the same. */
  get writes(): number {
    return this.#writes;
  }

  /** The thread in use now, for a test that ends it. */
  get thread(): PgliteThread {
    return this.#thread;
  }

  /** Waits for the statement under way, then closes the database and gives the directory free. */
  async close(): Promise<void> {
    const release = await this.#mutex.acquire();
    try {
      if (this.#closed) {
        return;
      }
      this.#closed = true;
      if (this.#thread.alive) {
        await this.#thread.call({ kind: 'close' });
        await this.#thread.ended;
      }
      this.#lock?.release();
    } finally {
      release();
    }
  }

  /** Counts a statement that may write when it begins and when it has ended: what is read between the two may be either state. */
  async #counted<T>(sql: string, run: () => Promise<T>): Promise<T> {
    if (onlyReads(sql)) return run();
    this.#writes++;
    try {
      return await run();
    } finally {
      this.#writes++;
    }
  }

  async #liveThread(): Promise<PgliteThread> {
    if (this.#closed) {
      throw new AppError('ledger_unavailable', 'The ledger is closed.');
    }
    // A database in memory is gone with its thread: an empty new one would be a lie.
    if (!this.#thread.alive && this.#options.dir !== null) {
      this.#thread = new PgliteThread(this.#options);
    }
    await this.#thread.ready();
    return this.#thread;
  }
}

/**
 * Opens the embedded database.
 * @param dir - folder of the database, made when it is not there; null keeps everything in memory
 * @throws AppError `data_dir_locked` when a live process has the folder open, `ledger_unavailable` when it cannot be opened
 */
export async function openEmbeddedDatabase(dir: string | null): Promise<EmbeddedDatabase> {
  if (dir === null) {
    return new EmbeddedDatabase({ dir: null }, undefined);
  }
  await mkdir(dir, { recursive: true });
  const lock = lockDirectory(dir);
  try {
    const cluster = join(dir, 'postgres');
    await createClusterIfMissing(cluster);
    return new EmbeddedDatabase({ dir: cluster }, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function onlyReads(sql: string): boolean {
  return /^\s*select\b/i.test(sql) && !sql.includes(';');
}

function first(results: readonly StatementResult[]): StatementResult {
  return results[0] ?? { rows: [] };
}
