import { setPriority } from 'node:os';
import { parentPort, type MessagePort } from 'node:worker_threads';
import { WorkerFailure } from '../runtime/failure.ts';
import type { WorkerFault, WorkerReply, WorkerRequest } from './protocol.ts';

/** What a worker thread does its jobs with. */
export interface WorkerEngine<Job, Result> {
  /** Does one job. Jobs never overlap: they share the sessions and their inputs. */
  run(job: Job): Promise<Result>;
}

/** How a worker thread is served. */
export interface ServeOptions<Result> {
  /** Niceness of the thread, where priorities belong to threads; absent: that of the process. */
  readonly niceness?: number;
  /** The buffers of a result that move to the main thread instead of being copied. Default none. */
  readonly buffersOf?: (result: Result) => ArrayBuffer[];
}

/**
 * The life of a worker thread that a `WorkerHost` started: says when its engine is open, or why it cannot be, and does jobs in the order
 * they come until it is asked to end. Everything a worker imports is free of syntax that Node's type stripping cannot erase.
 */
export function serveWorker<Job, Result>(
  opening: Promise<WorkerEngine<Job, Result>>,
  { niceness, buffersOf = () => [] }: ServeOptions<Result> = {},
): void {
  const port = parentPort as MessagePort;
  const reply = (message: WorkerReply<Result>, transfer: ArrayBuffer[] = []) =>
    port.postMessage(message, transfer);
  let previous: Promise<void> = Promise.resolve();
  opening.then(
    () => {
      // On Linux priority belongs to the thread: from here on this one gets a part of what a thread that serves people gets
      // when both want the same core, and all of it otherwise. Elsewhere priority is the whole process's and stays.
      if (niceness !== undefined && process.platform === 'linux') setPriority(niceness);
      reply({ type: 'ready' });
    },
    (error: unknown) => reply({ type: 'unusable', fault: faultOf(error) }),
  );
  port.on('message', (request: WorkerRequest<Job>) => {
    if (request === 'end') process.exit(0);
    const { id, job } = request;
    previous = previous.then(async () => {
      const start = performance.now();
      try {
        const result = await (await opening).run(job);
        const seconds = (performance.now() - start) / 1000;
        reply({ type: 'done', id, result, seconds }, buffersOf(result));
      } catch (error) {
        reply({ type: 'failed', id, fault: faultOf(error) });
      }
    });
  });
}

function faultOf(error: unknown): WorkerFault {
  const message = error instanceof Error ? error.message : String(error);
  return { code: error instanceof WorkerFailure ? error.code : 'encoder_failed', message };
}
