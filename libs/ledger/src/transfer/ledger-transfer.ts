import { sql, type Kysely } from 'kysely';
import { AppError, type ItemKey } from '@unseen/domain';
import type { Schema } from '../database/schema.ts';
import type { AuditEntry } from '../records/access.ts';
import { AuditRepository } from '../repositories/audit-repository.ts';
import { describeTable, type TableShape } from './describe-table.ts';
import { readItemRows, readRows, type TextRow } from './read-rows.ts';
import { TABLES, type TableName } from './tables.ts';
import { writeRows } from './write-rows.ts';

/** Some rows of one table. */
export interface TableRows {
  readonly table: TableName;
  readonly columns: readonly string[];
  readonly rows: readonly TextRow[];
}

/** The act of taking a backup. It stores nothing, so a ledger that holds no more than such acts is empty. */
const TAKE = 'backup.take';

/** A table that is there from the beginning of a restore to its end, and says no more than that. */
const UNFINISHED = 'unfinished_restore';

/** The ledger as a whole, out and in: for backups. Every method throws AppError `ledger_unavailable`. */
export class LedgerTransfer {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Names of the migrations the ledger has had, in order: what its tables look like. */
  async migrations(): Promise<string[]> {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
      this.#db,
    );
    return rows.map(({ name }) => name);
  }

  /** Writes down who takes everything away, before it is done: also an attempt that breaks off has shown something. */
  async recordTaking({ tenant, actor }: Pick<AuditEntry, 'tenant' | 'actor'>): Promise<void> {
    await new AuditRepository(this.#db).record({ tenant, actor, action: TAKE, subject: 'everything' });
  }

  /** Whether no table holds a row, but for backups taken of the emptiness. */
  async isEmpty(): Promise<boolean> {
    return noRows(this.#db);
  }

  /** Remembers, durably, that a restore has begun. */
  async beginRestore(): Promise<void> {
    await sql`create table if not exists ${sql.table(UNFINISHED)} ()`.execute(this.#db);
  }

  /** Whether a restore has begun and not ended: vectors and pictures may be there whose items are not. */
  async isRestoreUnfinished(): Promise<boolean> {
    const { rows } = await sql<{ unfinished: boolean }>`
      select to_regclass(${UNFINISHED}) is not null as unfinished
    `.execute(this.#db);
    return rows[0]!.unfinished;
  }

  /**
   * Reads every table as of one moment. Embedded, others wait for the ledger until it is done: take the rows away quickly.
   *
   * @param take - gets rows in the order of the tables, of each in the order of its key
   */
  async readAll(take: (rows: TableRows) => Promise<void>): Promise<void> {
    await this.#db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (transaction) => {
        const db = transaction as unknown as Kysely<never>;
        for (const table of TABLES) {
          const shape = await describeTable(db, table);
          await take({ table, columns: shape.columns, rows: [] });
          for await (const rows of readRows(db, shape)) await take({ table, columns: shape.columns, rows });
        }
      });
  }

  /** The items that are there now, as {@link readAll} gives them. */
  async readItems(keys: readonly ItemKey[]): Promise<TableRows> {
    const db = this.#db as unknown as Kysely<never>;
    const shape = await describeTable(db, 'items');
    return { table: 'items', columns: shape.columns, rows: await readItemRows(db, shape, keys) };
  }

  /**
   * Fills an empty ledger in one transaction, which ends the restore: all of it is there afterwards, or nothing. Nobody else gets to
   * write meanwhile. Acts of taking a backup of the empty ledger give way to those of the one that is restored.
   *
   * @param source - rows as {@link readAll} gave them, in its order
   * @throws AppError `restore_not_empty`; whatever `source` throws
   */
  async writeAll(source: AsyncIterable<TableRows>): Promise<void> {
    await this.#db.transaction().execute(async (transaction) => {
      const db = transaction as unknown as Kysely<never>;
      await sql`lock table ${sql.join(TABLES.map((table) => sql.table(table)))} in exclusive mode`.execute(
        db,
      );
      if (!(await noRows(transaction))) throw notEmpty();
      await transaction.deleteFrom('audit_log').where('action', '=', TAKE).execute();
      let shape: TableShape | undefined;
      for await (const { table, columns, rows } of source) {
        if (shape?.name !== table) shape = await describeTable(db, table);
        await writeRows(db, shape, columns, rows);
      }
      // Earlier releases kept the tags of items that are gone.
      await sql`delete from class_tags where not exists (
        select from items where items.tenant = class_tags.tenant and items.collection = class_tags.collection
          and items.id = class_tags.item_id
      )`.execute(db);
      await sql`drop table if exists ${sql.table(UNFINISHED)}`.execute(db);
      // Rows came with their numbers: new ones count on from the highest.
      for (const table of ['audit_log', 'model_switches'] as const) {
        await sql`select setval(pg_get_serial_sequence(${table}::text, 'id'), max(id)) from ${sql.table(table)}`.execute(
          db,
        );
      }
    });
  }
}

/** The refusal to fill a ledger that holds something. */
export function notEmpty(): AppError {
  return new AppError('restore_not_empty', 'The ledger already holds something.');
}

async function noRows(db: Kysely<Schema>): Promise<boolean> {
  const some = TABLES.map((table) =>
    table === 'audit_log'
      ? sql`exists (select from audit_log where action <> ${TAKE})`
      : sql`exists (select from ${sql.table(table)})`,
  );
  const { rows } = await sql<{ some: boolean }>`select ${sql.join(some, sql` or `)} as some`.execute(db);
  return !rows[0]!.some;
}
