import {
  PGliteAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import type { DatabaseSession, EmbeddedDatabase } from './embedded-database.ts';

/**
 * Kysely on an {@link EmbeddedDatabase}. Kysely's own PGlite driver is not used: when `begin` fails there, because the
 * database has gone away, its caller waits for ever.
 */
export function embeddedDialect(database: EmbeddedDatabase): Dialect {
  return {
    createAdapter: () => new PGliteAdapter(),
    createDriver: () => new EmbeddedDriver(database),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

class EmbeddedDriver implements Driver {
  readonly #database: EmbeddedDatabase;

  constructor(database: EmbeddedDatabase) {
    this.#database = database;
  }

  async init(): Promise<void> {
    // The database opens when it is first asked.
  }

  async acquireConnection(): Promise<EmbeddedConnection> {
    return new EmbeddedConnection(await this.#database.acquire());
  }

  async beginTransaction(connection: EmbeddedConnection): Promise<void> {
    await connection.session.exec('begin');
  }

  async commitTransaction(connection: EmbeddedConnection): Promise<void> {
    await connection.session.exec('commit');
  }

  async rollbackTransaction(connection: EmbeddedConnection): Promise<void> {
    await connection.session.exec('rollback');
  }

  async releaseConnection(connection: EmbeddedConnection): Promise<void> {
    connection.session.release();
  }

  async destroy(): Promise<void> {
    await this.#database.close();
  }
}

class EmbeddedConnection implements DatabaseConnection {
  readonly session: DatabaseSession;

  constructor(session: DatabaseSession) {
    this.session = session;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, affectedRows } = await this.session.query(query.sql, query.parameters);
    return {
      rows: rows as R[],
      numAffectedRows: affectedRows === undefined ? undefined : BigInt(affectedRows),
    };
  }

  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('The embedded database does not stream: read in pages.');
  }
}
