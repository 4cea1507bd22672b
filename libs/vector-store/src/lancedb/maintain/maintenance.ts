import type { Table } from '@lancedb/lancedb';
import { dropVectorIndexes } from '../search/vector-indexes.ts';
import type { Lane } from '../../write/group-writer.ts';
import { compact } from './compact.ts';
import { isDue } from './due.ts';

/** How a space is kept in order. */
export interface MaintenanceOptions {
  /** Rows from which a column gets an index. */
  readonly indexFrom: number;
  /** Seconds an old version stays for the searches that still read it. */
  readonly keepSeconds: number;
}

/** Keeps the files and indexes of one space in order; never runs twice at once. */
export class Maintenance {
  readonly #table: Table;
  readonly #writer: Lane;
  readonly #options: MaintenanceOptions;
  #commits = 0;
  #writtenRows = 0;
  #writtenSinceLook = false;
  /** When old versions can go that the last run had to keep. */
  #pruneAt: number | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(table: Table, writer: Lane, options: MaintenanceOptions) {
    this.#table = table;
    this.#writer = writer;
    this.#options = options;
  }

  /** Notes what a process that ended before its maintenance left behind: small files, old versions. */
  async takeStock(): Promise<void> {
    const { fragmentStats } = await this.#table.stats();
    this.#commits = Math.max(0, fragmentStats.numSmallFragments - 1);
    this.#pruneAt = Date.now();
  }

  /** Notes a commit. */
  wrote(rows: number): void {
    this.#commits += 1;
    this.#writtenRows += rows;
    this.#writtenSinceLook = true;
  }

  /** Runs maintenance, after the one that may be running; resolves when what was written before the call is in order. */
  run(): Promise<void> {
    this.#last = this.#last.then(ignore, ignore).then(() => this.#run());
    return this.#last;
  }

  /** Runs maintenance if it is due, and tells whether it did. */
  async runIfDue(): Promise<boolean> {
    const quiet = !this.#writtenSinceLook;
    this.#writtenSinceLook = false;
    const due = this.#pruneIsDue() || (await this.#tidyingIsDue(quiet));
    if (due) await this.run();
    return due;
  }

  /** Resolves when no maintenance runs; how it ended is its caller's business. */
  async idle(): Promise<void> {
    await this.#last.then(ignore, ignore);
  }

  #pruneIsDue(): boolean {
    return this.#commits === 0 && this.#pruneAt !== undefined && Date.now() >= this.#pruneAt;
  }

  async #tidyingIsDue(quiet: boolean): Promise<boolean> {
    if (this.#commits === 0) return false;
    const rows = await this.#table.countRows();
    return isDue({ rows, commits: this.#commits, writtenRows: this.#writtenRows, quiet });
  }

  async #run(): Promise<void> {
    const { indexFrom, keepSeconds } = this.#options;
    const changed = this.#commits > 0;
    this.#commits = 0;
    this.#writtenRows = 0;
    await compact(this.#table, this.#writer, indexFrom, keepSeconds);
    await dropVectorIndexes(this.#table);
    this.#pruneAt = changed ? Date.now() + keepSeconds * 1000 : undefined;
  }
}

/** A failed run does not keep the next one from starting; whoever asked for it got the error. */
function ignore(): void {
  return undefined;
}
