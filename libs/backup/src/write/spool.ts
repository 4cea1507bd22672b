import { type FileHandle, mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { TABLES, type Ledger, type TableName, type TableRows, type TextRow } from '@unseen/ledger';

/** Rows in one portion: an item's row is about half a kilobyte, a chunk's up to some tens. */
const PORTION = 500;

/**
 * The ledger of one moment in files of its own, so that the ledger itself is held up only while its rows are read, however slowly the
 * backup is taken away.
 */
export class Spool {
  readonly #dir: string;
  readonly #columns = new Map<TableName, readonly string[]>();

  private constructor(dir: string) {
    this.#dir = dir;
  }

  /** Reads the whole ledger into a new folder. @param below - where to make it */
  static async of(ledger: Ledger, below: string): Promise<Spool> {
    await mkdir(below, { recursive: true });
    const spool = new Spool(await mkdtemp(join(below, 'unseen-backup-')));
    try {
      await spool.#fill(ledger);
    } catch (error) {
      await spool.remove();
      throw error;
    }
    return spool;
  }

  /** A table's rows in the order of its key; at least one portion, which may be empty. */
  async *read(table: TableName): AsyncGenerator<TableRows> {
    const columns = this.#columns.get(table) ?? [];
    let rows: TextRow[] = [];
    let portions = 0;
    const file = await open(this.#path(table));
    try {
      for await (const line of file.readLines()) {
        rows.push(JSON.parse(line) as TextRow);
        if (rows.length < PORTION) continue;
        yield { table, columns, rows };
        portions += 1;
        rows = [];
      }
    } finally {
      await file.close();
    }
    if (rows.length > 0 || portions === 0) yield { table, columns, rows };
  }

  /** Puts other rows in the place of a table's, portion by portion. */
  async rewrite(
    table: TableName,
    change: (portion: TableRows) => Promise<readonly TextRow[]>,
  ): Promise<void> {
    const path = `${this.#path(table)}.new`;
    const file = await open(path, 'w');
    try {
      for await (const portion of this.read(table)) await append(file, await change(portion));
    } finally {
      await file.close();
    }
    await rename(path, this.#path(table));
  }

  async remove(): Promise<void> {
    await rm(this.#dir, { recursive: true, force: true });
  }

  async #fill(ledger: Ledger): Promise<void> {
    const files = new Map<TableName, FileHandle>();
    try {
      for (const table of TABLES) files.set(table, await open(this.#path(table), 'w'));
      await ledger.transfer.readAll(async ({ table, columns, rows }) => {
        this.#columns.set(table, columns);
        await append(files.get(table)!, rows);
      });
    } finally {
      for (const file of files.values()) await file.close();
    }
  }

  #path(table: TableName): string {
    return join(this.#dir, `${table}.jsonl`);
  }
}

async function append(file: FileHandle, rows: readonly TextRow[]): Promise<void> {
  // JSON leaves two line separators as they are, at which a reader of lines would cut.
  const text = rows
    .map((row) => `${JSON.stringify(row)}\n`)
    .join('')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
  // A handle, not a stream: what goes wrong is heard here, and nowhere else.
  if (text !== '') await file.writeFile(text);
}
