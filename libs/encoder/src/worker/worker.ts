import { setPriority } from 'node:os';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { WorkerFailure } from '../runtime/failure.ts';
import { buffersOf, Engine } from './engine.ts';
import type { WorkerFault, WorkerReply, WorkerRequest, WorkerSetup } from './protocol.ts';

/** Linux gives niceness 5 a weight of 335 where 0 has 1024. */
const BACKGROUND_NICENESS = 5;

// The entry of a worker thread. Everything it imports is free of syntax that Node's type stripping cannot erase.

const port = parentPort as MessagePort;
const setup = workerData as WorkerSetup;
const opening = Engine.open(setup);
let previous: Promise<void> = Promise.resolve();

opening.then(
  () => {
    // On Linux priority belongs to the thread: from here on this one gets a third of what a thread that serves people gets
    // when both want the same core, and all of it otherwise. Elsewhere priority is the whole process's and stays.
    if (setup.background && process.platform === 'linux') setPriority(BACKGROUND_NICENESS);
    reply({ type: 'ready' });
  },
  (error: unknown) => reply({ type: 'unusable', fault: faultOf(error) }),
);

port.on('message', (request: WorkerRequest) => {
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

function reply(message: WorkerReply, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

function faultOf(error: unknown): WorkerFault {
  const message = error instanceof Error ? error.message : String(error);
  return { code: error instanceof WorkerFailure ? error.code : 'encoder_failed', message };
}
