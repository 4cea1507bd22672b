import { serveWorker } from '@unseen/encoder/worker-runtime';
import { workerData } from 'node:worker_threads';
import type { ReaderSetup } from './protocol.ts';
import { ReadingEngine } from './reading-engine.ts';

/** Linux gives niceness 10 a weight of 110 where 0 has 1024, and bulk embedding 335. */
const NICENESS = 10;

// The entry of a reader's worker thread.

serveWorker(ReadingEngine.open(workerData as ReaderSetup), { niceness: NICENESS });
