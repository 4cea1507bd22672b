import { AppError } from '@unseen/domain';
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import { DatabaseError as PostgresError, Pool, type PoolClient } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorOf } from '../database-error.ts';

/** Connections one process holds at most, unless told otherwise. */
const CONNECTIONS = 10;
/** `too_many_connections` and `cannot_connect_now`: a server that is full, or starting, has room again in a moment. */
const FULL = new Set(['53300', '57P03']);
/** Milliseconds to wait for a connection before the ledger counts as away. */
const CONNECT_MS = 5_000;
/** Milliseconds to wait for an answer before the connection counts as dead: every statement here takes far less. */
const ANSWER_MS = 30_000;
/** A process that freezes inside a transaction must not hold its locks for longer, in milliseconds. */
const IDLE_IN_TRANSACTION_MS = 15_000;

/** How a pool differs from the one that serves requests. */
export interface ServerPoolOptions {
  readonly connections?: number;
  /** Milliseconds to wait for an answer; 0 waits for ever, as a migration of a large table may have to. */
  readonly answerMs?: number;
  /** Milliseconds a transaction may wait for its next statement before the server ends it. */
  readonly idleInTransactionMs?: number;
  /** Whether statements go through a pooler that hands each transaction to another session: then sessions have no settings. */
  readonly pooled?: boolean;
}

/** How the connections of a process are used. */
export interface ConnectionUsage {
  /** At work on a statement or a transaction. */
  readonly busy: number;
  readonly idle: number;
  /** That may still be opened. */
  readonly unused: number;
  /** Callers that wait for one. */
  readonly waiting: number;
}

/**
 * Connections to a Postgres server, for Kysely's own dialect. It heals by itself: a connection that breaks is thrown
 * away, and the next statement opens another. Whatever Postgres did not answer itself is `ledger_unavailable`.
 */
export class ServerPool implements PostgresPool {
  readonly options: object;
  readonly #pool: Pool;
  #retries = 0;

  constructor(url: string, options: ServerPoolOptions = {}) {
    this.#pool = new Pool({
      connectionString: url,
      application_name: 'unseen',
      max: options.connections ?? CONNECTIONS,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: options.answerMs ?? ANSWER_MS,
      ...(options.pooled !== true && {
        idle_in_transaction_session_timeout: options.idleInTransactionMs ?? IDLE_IN_TRANSACTION_MS,
      }),
      keepAlive: true,
    });
    this.options = this.#pool.options;
    // Broken connections report here, at work or idle; whoever has a statement on one hears of it there.
    this.#pool.on('error', () => undefined);
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
  }

  /** Times that a connection was asked for again, since the server was full or starting, so far. */
  get retries(): number {
    return this.#retries;
  }

  /** What the connections are at. */
  get usage(): ConnectionUsage {
    const { totalCount, idleCount, waitingCount, options } = this.#pool;
    return {
      busy: totalCount - idleCount,
      idle: idleCount,
      unused: options.max - totalCount,
      waiting: waitingCount,
    };
  }

  /** A connection of one's own until it is released. @throws AppError `ledger_unavailable` */
  async connect(): Promise<PostgresPoolClient> {
    for (const deadline = Date.now() + CONNECT_MS; ;) {
      try {
        return new ServerConnection(await this.#pool.connect());
      } catch (error) {
        const full = error instanceof PostgresError && FULL.has(error.code ?? '');
        if (!full || Date.now() > deadline) throw translate(error);
        // By chance, so that the processes of a full server do not come back at the same moment.
        await sleep(50 + Math.random() * 200);
        this.#retries += 1;
      }
    }
  }

  /** Waits for the statements under way and closes every connection; nothing works afterwards. */
  async close(): Promise<void> {
    if (!this.#pool.ending) await this.#pool.end();
  }

  /** As {@link close}, under the name Kysely calls. */
  end(): Promise<void> {
    return this.close();
  }
}

class ServerConnection implements PostgresPoolClient {
  readonly #client: PoolClient;
  #broken = false;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query(cursor: never): never;
  async query(sql: string, parameters: readonly unknown[] = []): Promise<unknown> {
    try {
      return await this.#client.query(sql, [...parameters]);
    } catch (error) {
      // Nobody knows what a connection without an answer is still doing.
      if (!(error instanceof PostgresError)) this.#broken = true;
      throw translate(error);
    }
  }

  release(destroy = false): void {
    this.#client.release(destroy || this.#broken);
  }
}

function translate(error: unknown): Error {
  if (error instanceof PostgresError) {
    // What PgBouncer says to a parameter it cannot pass on.
    return /unsupported startup parameter/.test(error.message) ? noSessions(error) : errorOf(error);
  }
  return new AppError('ledger_unavailable', 'The database does not answer.', { cause: error });
}

/** What is wrong with an address behind which sessions do not last. */
export function noSessions(cause?: unknown): AppError {
  return new AppError(
    'config_invalid',
    'The database address leads to a pooler that shares sessions. Set UNSEEN_DATABASE_LOCKS_URL to the address of Postgres itself, or of a pooler in session mode: locks between processes need sessions of their own.',
    { cause },
  );
}
