import { sql, type Kysely } from 'kysely';
import { startAutovacuum } from './database/autovacuum.ts';
import type { EmbeddedDatabase } from './database/embedded-database.ts';
import type { Schema } from './database/schema.ts';
import { type ConnectionUsage, ServerPool } from './database/server/server-pool.ts';
import { UnchangedReads } from './database/unchanged-reads.ts';
import { LocalLocks } from './locks/local-locks.ts';
import type { SharedLocks } from './locks/shared-locks.ts';
import { AuditRepository } from './repositories/audit-repository.ts';
import { BacklogRepository } from './repositories/backlog-repository.ts';
import { ClassRepository } from './repositories/class-repository.ts';
import { ChunkRepository } from './repositories/chunk-repository.ts';
import { CollectionMapRepository } from './repositories/collection-map-repository.ts';
import { CollectionRepository } from './repositories/collection-repository.ts';
import { EvaluationRepository } from './repositories/evaluation-repository.ts';
import { FailureRepository } from './repositories/failure-repository.ts';
import { ItemTextRepository } from './repositories/item-text-repository.ts';
import { ItemRepository } from './repositories/item-repository.ts';
import { EMBEDDED_PORTIONS, SERVER_PORTIONS } from './repositories/item-rows.ts';
import { JobRepository } from './repositories/job-repository.ts';
import { KeyRepository } from './repositories/key-repository.ts';
import { LeftoverRepository } from './repositories/leftover-repository.ts';
import { ModelSwitchRepository } from './repositories/model-switch-repository.ts';
import { PictureRepository } from './repositories/picture-repository.ts';
import { PrototypeRepository } from './repositories/prototype-repository.ts';
import { RepeatedRequestRepository } from './repositories/repeated-request-repository.ts';
import { TagRepository } from './repositories/tag-repository.ts';
import { TrashRepository } from './repositories/trash-repository.ts';
import { LedgerTransfer } from './transfer/ledger-transfer.ts';

/** The truth about what is stored and what is still to do. Open one with `openLedger`. */
export class Ledger {
  readonly collections: CollectionRepository;
  readonly items: ItemRepository;
  /** Where the items of collections lie in two dimensions. */
  readonly maps: CollectionMapRepository;
  /** What is written in pictures. */
  readonly texts: ItemTextRepository;
  /** Items that were thrown away, and can be had back. */
  readonly trash: TrashRepository;
  readonly jobs: JobRepository;
  readonly chunks: ChunkRepository;
  readonly failures: FailureRepository;
  readonly pictures: PictureRepository;
  /** What is stored and nothing needs. */
  readonly leftovers: LeftoverRepository;
  readonly keys: KeyRepository;
  readonly audit: AuditRepository;
  readonly repeatedRequests: RepeatedRequestRepository;
  readonly classes: ClassRepository;
  readonly prototypes: PrototypeRepository;
  readonly tags: TagRepository;
  readonly evaluations: EvaluationRepository;
  readonly modelSwitches: ModelSwitchRepository;
  /** What is left to do. */
  readonly backlog: BacklogRepository;
  /** All of it at once, for backups. */
  readonly transfer: LedgerTransfer;
  /** Keeps others, in this process and in others on the same ledger, off what one is at work on. */
  readonly locks: SharedLocks;
  readonly #db: Kysely<Schema>;
  readonly #database: EmbeddedDatabase | ServerPool;
  readonly #stopAutovacuum: () => void;

  /**
   * Use `openLedger`, which migrates first.
   * @param database - what `db` runs on
   * @param locks - between processes
   */
  constructor(db: Kysely<Schema>, database: EmbeddedDatabase | ServerPool, locks: SharedLocks) {
    this.#db = db;
    this.#database = database;
    this.locks = new LocalLocks(locks);
    this.#stopAutovacuum = database instanceof ServerPool ? () => undefined : startAutovacuum(database);
    const unchanged = new UnchangedReads(() =>
      database instanceof ServerPool ? undefined : database.writes,
    );
    this.collections = new CollectionRepository(db, unchanged);
    this.items = new ItemRepository(db, database instanceof ServerPool ? SERVER_PORTIONS : EMBEDDED_PORTIONS);
    this.maps = new CollectionMapRepository(db);
    this.texts = new ItemTextRepository(db);
    this.trash = new TrashRepository(db);
    this.jobs = new JobRepository(db);
    this.chunks = new ChunkRepository(db);
    this.failures = new FailureRepository(db);
    this.pictures = new PictureRepository(db);
    this.leftovers = new LeftoverRepository(db);
    this.keys = new KeyRepository(db);
    this.audit = new AuditRepository(db);
    this.repeatedRequests = new RepeatedRequestRepository(db);
    this.classes = new ClassRepository(db, unchanged);
    this.prototypes = new PrototypeRepository(db);
    this.tags = new TagRepository(db);
    this.evaluations = new EvaluationRepository(db);
    this.modelSwitches = new ModelSwitchRepository(db);
    this.backlog = new BacklogRepository(db);
    this.transfer = new LedgerTransfer(db);
  }

  /** Whether other processes may be at work on it too: what they write is only found by looking. */
  get isShared(): boolean {
    return this.#database instanceof ServerPool;
  }

  /** Calls of the server that were made again, since it was full or starting, so far. */
  get retries(): number {
    return this.#database instanceof ServerPool ? this.#database.retries : 0;
  }

  /** How the connections to the server are used; undefined without a server. */
  get connections(): ConnectionUsage | undefined {
    return this.#database instanceof ServerPool ? this.#database.usage : undefined;
  }

  /** The embedded database itself, for the queue that shares it. @throws Error when the ledger is on a server */
  get embedded(): EmbeddedDatabase {
    if (this.#database instanceof ServerPool)
      throw new Error('The ledger is on a server, not in this process.');
    return this.#database;
  }

  /** Resolves when the database answers. @throws AppError `ledger_unavailable` */
  async ping(): Promise<void> {
    await sql`select 1`.execute(this.#db);
  }

  /** Bytes of the database, indexes included. @throws AppError `ledger_unavailable` */
  async bytes(): Promise<number> {
    const { rows } = await sql<{ bytes: string }>`
      select pg_database_size(current_database())::text as bytes
    `.execute(this.#db);
    return Number(rows[0]!.bytes);
  }

  /** Waits for the statements under way and closes the database; whatever is asked afterwards fails. */
  async close(): Promise<void> {
    this.#stopAutovacuum();
    await this.locks.close();
    await this.#database.close();
  }
}
