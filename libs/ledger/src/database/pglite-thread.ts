import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { AppError } from '@unseen/domain';
import { errorOf } from './database-error.ts';
import type { DatabaseReply, DatabaseRequest, DatabaseThreadOptions, StatementResult } from './protocol.ts';

// V8 compiles WebAssembly quickly at first, and what is called often once more with optimization. For a program of the size of Postgres that takes half a
// gigabyte for a minute and seconds of processor time at each start; what it gains is a third of the time of a long scan, and nothing for statements by key.
setFlagsFromString('--no-wasm-dynamic-tiering');
setFlagsFromString('--no-wasm-tier-up');
// V8 seldom aborts the process when it exchanges the code by which WebAssembly calls JavaScript for faster code
// (https://github.com/nodejs/node/issues/64500). So it never does; that costs a few percent of a statement. Older Nodes lack the flag.
if (Number.parseInt(process.versions.node, 10) >= 24) {
  setFlagsFromString('--wasm-wrapper-tiering-budget=2000000000');
}

/** A request without its number. */
export type DatabaseCall =
  | { readonly kind: 'query'; readonly sql: string; readonly parameters: readonly unknown[] }
  | { readonly kind: 'exec'; readonly sql: string }
  | { readonly kind: 'close' };

interface Waiter {
  resolve(results: StatementResult[]): void;
  reject(error: Error): void;
}

/** The main thread's end of one database thread. Once the thread has ended, every call fails. */
export class PgliteThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiter>();
  readonly #ready: Promise<void>;
  readonly ended: Promise<void>;
  #lastId = 0;
  #alive = true;

  constructor(options: DatabaseThreadOptions) {
    // Sources run as they are under Node's type stripping, and as JavaScript once compiled.
    const file = import.meta.url.endsWith('.ts') ? './pglite-worker.ts' : './pglite-worker.js';
    this.#worker = new Worker(new URL(file, import.meta.url), { workerData: options, execArgv: [] });
    const ready = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    this.#ready = ready.promise;
    this.#ready.catch(() => undefined); // whoever calls `ready` hears of it
    this.ended = ended.promise;
    let cause: unknown;
    this.#worker.on('message', (reply: DatabaseReply) =>
      reply.kind === 'ready' ? ready.resolve() : this.#settle(reply),
    );
    this.#worker.on('error', (error: unknown) => {
      cause = error;
    });
    this.#worker.on('exit', () => {
      this.#alive = false;
      const error = unavailable(cause);
      ready.reject(error);
      this.#waiting.forEach((waiter) => waiter.reject(error));
      this.#waiting.clear();
      ended.resolve();
    });
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Resolves when the database is open. @throws AppError `ledger_unavailable` when it cannot be opened */
  async ready(): Promise<void> {
    await this.#ready;
  }

  /** Asks the database. @throws DatabaseError as Postgres answers; AppError `ledger_unavailable` when it cannot go on */
  async call(call: DatabaseCall): Promise<StatementResult[]> {
    if (!this.#alive) {
      throw unavailable(undefined);
    }
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, ...call } satisfies DatabaseRequest);
    });
  }

  /** Ends the thread at once, as a crash would. */
  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  #settle(reply: Exclude<DatabaseReply, { kind: 'ready' }>): void {
    const waiter = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.kind === 'result') {
      waiter?.resolve(reply.results);
    } else {
      waiter?.reject(errorOf(reply.failure));
    }
  }
}

function unavailable(cause: unknown): AppError {
  return new AppError('ledger_unavailable', 'The embedded database has stopped.', { cause });
}
