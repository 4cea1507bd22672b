// The database thread: one PGlite, asked over the message port, one request at a time.
// It has a thread of its own because PGlite computes a query without yielding: on the main thread a vacuum, a
// checkpoint or a large count would hold up every HTTP answer.
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite, type Results } from '@electric-sql/pglite';
import type {
  DatabaseFailure,
  DatabaseReply,
  DatabaseRequest,
  DatabaseThreadOptions,
  StatementResult,
} from './protocol.ts';

// Postgres' default of 128 MB is touched little by little, so that memory seems to leak for hours.
const SETTINGS = ['-c', 'shared_buffers=32MB'];

const port = parentPort;
if (port === null) {
  throw new Error('This file runs as a worker thread.');
}
const { dir } = workerData as DatabaseThreadOptions;
const database = await PGlite.create({
  dataDir: dir ?? 'memory://',
  startParams: [...PGlite.defaultStartParams, ...SETTINGS],
});

port.on('message', (request: DatabaseRequest) => void handle(request));
reply({ kind: 'ready' });

async function handle(request: DatabaseRequest): Promise<void> {
  try {
    reply({ kind: 'result', id: request.id, results: await run(request) });
  } catch (error) {
    reply({ kind: 'failure', id: request.id, failure: takeApart(error) });
    if (isBroken(error)) {
      // Postgres has panicked (the disk is full, say). Its memory cannot be trusted: the next request gets a new thread.
      process.exit(1);
    }
  }
  if (request.kind === 'close') {
    port?.close();
  }
}

async function run(request: DatabaseRequest): Promise<StatementResult[]> {
  switch (request.kind) {
    case 'query':
      return [strip(await database.query(request.sql, [...request.parameters]))];
    case 'exec':
      return (await database.exec(request.sql)).map(strip);
    case 'close':
      await database.close();
      return [];
  }
}

function strip(results: Results): StatementResult {
  return { rows: results.rows, affectedRows: results.affectedRows };
}

function takeApart(error: unknown): DatabaseFailure {
  if (!(error instanceof Error)) {
    return { message: String(error) };
  }
  const { message, code, detail, constraint, table } = error as Error & DatabaseFailure;
  return { message, code, detail, constraint, table };
}

/** Whether the WebAssembly instance itself has ended: it trapped, or Postgres called `exit`. */
function isBroken(error: unknown): boolean {
  const name = (error as { name?: string } | null)?.name;
  return name === 'RuntimeError' || name === 'ExitStatus';
}

function reply(message: DatabaseReply): void {
  port?.postMessage(message);
}
