import { serveWorker } from '@unseen/encoder/worker-runtime';
import { workerData } from 'node:worker_threads';
import type { ReaderSetup } from './protocol.ts';
import { ReadingEngine } from './reading-engine.ts';

/** Linux gives niceness 15 a weight of 36 where 0 has 1024: reading waits for everything else. */
const NICENESS = 15;

// The entry of a reader's worker thread.

serveWorker(ReadingEngine.open(workerData as ReaderSetup), { niceness: NICENESS });
