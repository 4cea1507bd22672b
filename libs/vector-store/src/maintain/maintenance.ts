import type { Table } from '@lancedb/lancedb';
import { updateScalarIndexes } from '../search/scalar-indexes.ts';
import { updateVectorIndexes } from '../search/vector-indexes.ts';
import type { Lane } from '../write/group-writer.ts';
import { compact } from './compact.ts';
import { isDue } from './due.ts';

/** Keeps the files and indexes of one space in order; never runs twice at once. */
export class Maintenance {
  readonly #table: Table;
  readonly #writer: Lane;
  readonly #indexFrom: number;
  #commits = 0;
  #writtenRows = 0;
  #writtenSinceLook = false;
  #last: Promise<void> = Promise.resolve();

  /** @param indexFrom - rows from which a column gets an index */
  constructor(table: Table, writer: Lane, indexFrom: number) {
    this.#table = table;
    this.#writer = writer;
    this.#indexFrom = indexFrom;
  }

  /** Counts the small files a process that ended before its maintenance left behind. */
  async takeStock(): Promise<void> {
    const { fragmentStats } = await this.#table.stats();
    this.#commits = Math.max(0, fragmentStats.numSmallFragments - 1);
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
    const due =
      this.#commits > 0 &&
      isDue({
        rows: await this.#table.countRows(),
        commits: this.#commits,
        writtenRows: this.#writtenRows,
        quiet,
      });
    if (due) await this.run();
    return due;
  }

  /** Resolves when no maintenance runs; how it ended is its caller's business. */
  async idle(): Promise<void> {
    await this.#last.then(ignore, ignore);
  }

  async #run(): Promise<void> {
    this.#commits = 0;
    this.#writtenRows = 0;
    await compact(this.#table, this.#writer);
    await updateScalarIndexes(this.#table, this.#indexFrom);
    await updateVectorIndexes(this.#table, this.#indexFrom);
  }
}

/** A failed run does not keep the next one from starting; whoever asked for it got the error. */
function ignore(): void {
  return undefined;
}
