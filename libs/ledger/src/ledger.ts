import { sql, type Kysely } from 'kysely';
import { startAutovacuum } from './database/autovacuum.ts';
import type { EmbeddedDatabase } from './database/embedded-database.ts';
import type { Schema } from './database/schema.ts';
import { AuditRepository } from './repositories/audit-repository.ts';
import { ChunkRepository } from './repositories/chunk-repository.ts';
import { CollectionRepository } from './repositories/collection-repository.ts';
import { FailureRepository } from './repositories/failure-repository.ts';
import { ItemRepository } from './repositories/item-repository.ts';
import { JobRepository } from './repositories/job-repository.ts';
import { KeyRepository } from './repositories/key-repository.ts';

/** The truth about what is stored and what is still to do. Open one with `openLedger`. */
export class Ledger {
  readonly collections: CollectionRepository;
  readonly items: ItemRepository;
  readonly jobs: JobRepository;
  readonly chunks: ChunkRepository;
  readonly failures: FailureRepository;
  readonly keys: KeyRepository;
  readonly audit: AuditRepository;
  /** The embedded database itself, for the queue that shares it. */
  readonly embedded: EmbeddedDatabase;
  readonly #db: Kysely<Schema>;
  readonly #stopAutovacuum: () => void;

  /** Use `openLedger`, which migrates first. */
  constructor(db: Kysely<Schema>, embedded: EmbeddedDatabase) {
    this.#db = db;
    this.embedded = embedded;
    this.#stopAutovacuum = startAutovacuum(embedded);
    this.collections = new CollectionRepository(db);
    this.items = new ItemRepository(db);
    this.jobs = new JobRepository(db);
    this.chunks = new ChunkRepository(db);
    this.failures = new FailureRepository(db);
    this.keys = new KeyRepository(db);
    this.audit = new AuditRepository(db);
  }

  /** Resolves when the database answers. @throws AppError `ledger_unavailable` */
  async ping(): Promise<void> {
    await sql`select 1`.execute(this.#db);
  }

  /** Waits for the statement under way and closes the database; whatever is asked afterwards fails. */
  async close(): Promise<void> {
    this.#stopAutovacuum();
    await this.embedded.close();
  }
}
