import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { WorkerFailure } from '../runtime/failure.ts';
import { buffersOf, Engine } from './engine.ts';
import type { WorkerFault, WorkerReply, WorkerRequest, WorkerSetup } from './protocol.ts';

// The entry of a worker thread. Everything it imports is free of syntax that Node's type stripping cannot erase.

const port = parentPort as MessagePort;
const opening = Engine.open(workerData as WorkerSetup);
let previous: Promise<void> = Promise.resolve();

opening.then(
  () => reply({ type: 'ready' }),
  (error: unknown) => reply({ type: 'unusable', fault: faultOf(error) }),
);

port.on('message', ({ id, job }: WorkerRequest) => {
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
