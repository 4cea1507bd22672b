import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, isAppError } from '@unseen/domain';
import type { PostgresPoolClient } from 'kysely';
import type { Release, SharedLocks } from '../../locks/shared-locks.ts';
import { Mutex } from '@unseen/concurrency';
import { noSessions, ServerPool } from './server-pool.ts';

/** Milliseconds between two attempts to take what another process has, at first and at most. */
const RETRY_MS = 5;
const RETRY_MAX_MS = 100;
/** Seconds to wait for another process. */
const PATIENCE_SECONDS = 60;
/** Postgres ends the session of a process that froze, and with it its locks, after so many seconds without a sign of life. */
const FROZEN_SECONDS = 30;

/** How a name is locked: functions of Postgres, and the other half of each. */
const EXCLUSIVE = { take: 'pg_try_advisory_lock', give: 'pg_advisory_unlock' } as const;
const SHARED = { take: 'pg_try_advisory_lock_shared', give: 'pg_advisory_unlock_shared' } as const;
type Mode = typeof EXCLUSIVE | typeof SHARED;

/** Names that are locked, and how. */
interface Holding {
  readonly take: Mode['take'];
  readonly names: readonly string[];
}

/**
 * Locks between processes, held by one session of this process on the Postgres server. A process that dies loses its
 * session and with it its locks. Locks are tried for, never waited for in the session, which all callers use at once.
 */
export class AdvisoryLocks implements SharedLocks {
  readonly #pool: ServerPool;
  readonly #heartbeat: NodeJS.Timeout;
  readonly #turns = new Mutex();
  #session: Promise<PostgresPoolClient> | undefined;
  /** What is held now: a session that takes the place of a lost one takes these again before anything else. */
  readonly #holding = new Set<Holding>();

  constructor(url: string) {
    this.#pool = new ServerPool(url, { connections: 1 });
    this.#heartbeat = setInterval(() => void this.#beat(), (FROZEN_SECONDS * 1000) / 3).unref();
  }

  /**
   * Makes sure that sessions last: a pooler in transaction mode gives one session of Postgres to several connections, and with it the
   * locks of another process.
   * @throws AppError `config_invalid` when two connections share a session, `ledger_unavailable`
   */
  static async requireSessions(url: string): Promise<void> {
    const pool = new ServerPool(url, { connections: 2 });
    try {
      const pids: number[] = [];
      const both = [await pool.connect(), await pool.connect()];
      for (const one of both) {
        const { rows } = await one.query<{ pid: number }>('select pg_backend_pid() as pid', []);
        pids.push(rows[0]!.pid);
      }
      for (const one of both) one.release();
      if (pids[0] === pids[1]) throw noSessions();
    } finally {
      await pool.close();
    }
  }

  exclusive(names: readonly string[]): Promise<Release> {
    return this.#take(EXCLUSIVE, [...new Set(names)]);
  }

  shared(name: string): Promise<Release> {
    return this.#take(SHARED, [name]);
  }

  async tryExclusive(name: string): Promise<Release | undefined> {
    return this.#try(EXCLUSIVE, [name]);
  }

  async close(): Promise<void> {
    clearInterval(this.#heartbeat);
    (await this.#session?.catch(() => undefined))?.release(true);
    this.#session = undefined;
    await this.#pool.close();
  }

  async #take(mode: Mode, names: readonly string[]): Promise<Release> {
    if (names.length === 0) return () => Promise.resolve();
    const deadline = Date.now() + PATIENCE_SECONDS * 1000;
    for (let pause = RETRY_MS; ; pause = Math.min(pause * 2, RETRY_MAX_MS)) {
      const release = await this.#try(mode, names);
      if (release !== undefined) return release;
      if (Date.now() > deadline) {
        throw new AppError('overloaded', 'Another process has been at work on the same item for a minute.');
      }
      // By chance, so that two that want each other's names do not try in step for ever.
      await sleep(pause * (0.5 + Math.random()));
    }
  }

  /** Takes all of the names or none. */
  async #try({ take, give }: Mode, names: readonly string[]): Promise<Release | undefined> {
    const session = await this.#open();
    const rows = await this.#ask<{ name: string; got: boolean }>(
      session,
      `select name, ${take}(hashtextextended(name, 0)) as got from unnest($1::text[]) as name`,
      names,
    );
    const got = rows.filter((row) => row.got).map((row) => row.name);
    const holding: Holding = { take, names: got };
    const release = async (): Promise<void> => {
      this.#holding.delete(holding);
      // Of a session that has ended, the locks have ended too; the one that took its place may hold them.
      const current = await this.#session?.catch(() => undefined);
      const statement = `select ${give}(hashtextextended(name, 0)) from unnest($1::text[]) as name`;
      if (current !== undefined) await this.#ask(current, statement, got).catch(() => undefined);
    };
    if (got.length === names.length) {
      this.#holding.add(holding);
      return release;
    }
    if (got.length > 0) await release();
    return undefined;
  }

  async #beat(): Promise<void> {
    // While something is held, a session that was lost is replaced at once.
    const opening = this.#holding.size > 0 ? this.#open() : this.#session;
    const session = await opening?.catch(() => undefined);
    if (session !== undefined) await this.#ask(session, 'select $1::text[]', []).catch(() => undefined);
  }

  #open(): Promise<PostgresPoolClient> {
    this.#session ??= this.#connect().catch((error: unknown) => {
      this.#session = undefined;
      throw error;
    });
    return this.#session;
  }

  async #connect(): Promise<PostgresPoolClient> {
    const session = await this.#pool.connect();
    await session.query(`set idle_session_timeout = ${FROZEN_SECONDS * 1000}`, []);
    for (const { take, names } of this.#holding) {
      await session.query(`select ${take}(hashtextextended(name, 0)) from unnest($1::text[]) as name`, [
        [...names],
      ]);
    }
    return session;
  }

  async #ask<T>(session: PostgresPoolClient, sql: string, names: readonly string[]): Promise<T[]> {
    const done = await this.#turns.acquire();
    try {
      return (await session.query<T>(sql, [[...names]])).rows;
    } catch (error) {
      // Postgres has answered: the session stands, and so do its locks.
      if (!isAppError(error, 'ledger_unavailable')) throw error;
      if ((await this.#session?.catch(() => undefined)) === session) {
        this.#session = undefined;
        session.release(true);
        if (this.#holding.size > 0) void this.#open().catch(() => undefined);
      }
      throw error;
    } finally {
      done();
    }
  }
}
