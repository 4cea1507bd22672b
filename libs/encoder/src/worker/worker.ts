import { workerData } from 'node:worker_threads';
import { buffersOf, Engine } from './engine.ts';
import type { WorkerSetup } from './protocol.ts';
import { serveWorker } from './serve-worker.ts';

/** Linux gives niceness 5 a weight of 335 where 0 has 1024. */
const BACKGROUND_NICENESS = 5;

// The entry of an encoder's worker thread.

const setup = workerData as WorkerSetup;
serveWorker(Engine.open(setup), { niceness: setup.background ? BACKGROUND_NICENESS : undefined, buffersOf });
