import { openFileBlobs } from '@unseen/blobs';
import { loadPack, openEncoder, type Encoder } from '@unseen/encoder';
import { openIngest, type Ingest } from '@unseen/ingest';
import { openLedger, type Ledger } from '@unseen/ledger';
import { openPgBossQueue } from '@unseen/queue';
import type { VectorSpaceKey, VectorStore } from '@unseen/domain';
import { openLanceDb } from '@unseen/vector-store';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The pack that ships. */
export const LITE = fileURLToPath(new URL('../../models/lite', import.meta.url));

/** Limits no benchmark picture comes near. */
export const DECODE_LIMITS = { maxPixels: 64_000_000, timeoutSeconds: 15 };

/** The embedded engines, as standalone opens them, in a folder of their own. */
export interface Engines {
  readonly encoder: Encoder;
  readonly ledger: Ledger;
  readonly store: VectorStore;
  readonly ingest: Ingest;
  close(): Promise<void>;
}

/**
 * Opens the engines.
 * @param importRoot - folder the jobs read from
 * @param keep - folder that holds the data and stays, for the next run; otherwise a new one that goes
 */
export async function openEngines(
  importRoot: string,
  options: { threads: number; batch: number; keep?: string },
): Promise<Engines> {
  const dir = options.keep ?? (await mkdtemp(join(tmpdir(), 'unseen-bench-')));
  const pack = await loadPack(LITE);
  const encoder = await openEncoder({ pack, workers: options.threads, threads: 1, maxBatch: options.batch });
  const ledger = await openLedger({ kind: 'embedded', dir: join(dir, 'ledger') });
  const queue = await openPgBossQueue({ database: ledger.embedded });
  await queue.start();
  const blobs = await openFileBlobs({ dir: join(dir, 'blobs') });
  const store = await openLanceDb({ dir: join(dir, 'vectors') });
  const ingest = await openIngest({
    ledger,
    queue,
    blobs,
    store,
    encoder,
    decodeLimits: DECODE_LIMITS,
    importRoot,
  });
  await ingest.jobs.start();
  return {
    encoder,
    ledger,
    store,
    ingest,
    async close() {
      await ingest.jobs.stop();
      await queue.stop();
      await store.close();
      await ledger.close();
      await encoder.close();
      if (options.keep === undefined) await rm(dir, { recursive: true, force: true });
    },
  };
}

/**
 * Runs a job over a folder to its end and returns the seconds it took.
 * @param annotations - token file with the pictures' captions
 */
export async function runJob(
  engines: Engines,
  collection: string,
  path: string,
  annotations?: string,
): Promise<{ seconds: number; done: number; failed: number }> {
  const started = performance.now();
  const job = await engines.ingest.jobs.create({
    tenant: 'default',
    collection,
    source: annotations === undefined ? { type: 'folder', path } : { type: 'flickr', path, annotations },
  });
  for await (const view of engines.ingest.jobs.events('default', job.id)) {
    if (view.state === 'failed') throw new Error(view.error?.detail);
    const { done, failed } = view;
    if (view.state === 'completed') return { seconds: (performance.now() - started) / 1000, done, failed };
  }
  throw new Error('the job was cut short');
}

/** Loads a folder of pictures into a space, unless an earlier run has and kept it. @param captions - token file that names their captions */
export async function loadPictures(
  engines: Engines,
  space: VectorSpaceKey,
  pictures: string,
  captions?: string,
): Promise<void> {
  if ((await engines.store.count(space)) > 0) return;
  await runJob(
    engines,
    space.collection,
    basename(pictures),
    captions && relative(dirname(pictures), captions),
  );
}
