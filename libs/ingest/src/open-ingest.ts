import type { BlobStore, Queue, VectorStore } from '@unseen/domain';
import type { Encoder } from '@unseen/encoder';
import type { Fetcher } from './fetch/fetcher.ts';
import type { DecodeLimits } from '@unseen/imaging';
import type { Ledger } from '@unseen/ledger';
import { ItemIngestor } from './items/item-ingestor.ts';
import type { ItemsEvent, StageObserver } from './items/ingest-stages.ts';
import { ItemTrash } from './items/item-trash.ts';
import { ItemPipeline } from './items/item-pipeline.ts';
import { readEntryImage } from './items/read-entry-image.ts';
import { ChunkWorker } from './jobs/chunk-worker.ts';
import { clearCollection } from './jobs/clear-collection.ts';
import { findSettled } from './jobs/find-settled.ts';
import { JobBus } from './jobs/job-bus.ts';
import { JobRunner } from './jobs/job-runner.ts';
import { PictureProbe } from './jobs/picture-probe.ts';
import { makeMap } from './map/make-map.ts';
import { ImportRoots } from './paths/import-roots.ts';
import pLimit from 'p-limit';

/** What ingestion is made of. */
export interface IngestOptions {
  readonly ledger: Ledger;
  /** Started already. */
  readonly queue: Queue;
  readonly blobs: BlobStore;
  readonly store: VectorStore;
  readonly encoder: Encoder;
  readonly decodeLimits: DecodeLimits;
  /** Folder bulk jobs read from; need not be there yet. Tenants have their own beside it: `ImportRoots`. */
  readonly importRoot: string;
  /** Further folders bulk jobs may read from by absolute path. */
  readonly otherRoots?: readonly string[];
  /** Largest picture file a bulk job reads, in bytes. Default 128 MiB. */
  readonly maxImageBytes?: number;
  /** Whether the places that pictures say they were taken at become metadata. Default: they do not. */
  readonly withPlace?: boolean;
  /** Fetches the pictures that tables name by web address; absent: such entries fail with `fetch_disabled`. */
  readonly fetcher?: Fetcher;
  /** Entries per chunk: the unit of work, of progress and of a vector-store write. Default 64. */
  readonly chunkSize?: number;
  /** Chunks planned ahead of the workers. Default 32. */
  readonly maxPendingChunks?: number;
  /** Chunks in the works at once. Default 3. */
  readonly chunkConcurrency?: number;
  /** Seconds between looks for jobs that stand still. Default 30. */
  readonly reconcileSeconds?: number;
  /** Called after each chunk and each single item, for metrics; must not throw. */
  readonly observe?: (event: ItemsEvent) => void;
  /** Called when a stage of an item or chunk ends, for metrics and traces; must not throw. */
  readonly onStage?: StageObserver;
  /** Called with what goes wrong in the background; the work is tried again. */
  readonly onError?: (error: unknown, during: string) => void;
}

/** The ways in, one item at a time and whole sources, the way back, and what they share. */
export interface Ingest {
  readonly items: ItemIngestor;
  readonly trash: ItemTrash;
  readonly jobs: JobRunner;
  readonly pipeline: ItemPipeline;
}

/** Pictures read and decoded beyond those the encoder has under way. */
const AHEAD = 4;

/**
 * Puts ingestion together. Nothing runs before `jobs.start()`; whoever opens it calls `items.reconcile` at start and
 * from time to time.
 */
export async function openIngest(options: IngestOptions): Promise<Ingest> {
  const {
    ledger,
    queue,
    blobs,
    encoder,
    decodeLimits,
    withPlace,
    maxImageBytes = 128 * 1024 * 1024,
  } = options;
  const roots = new ImportRoots(options.importRoot, options.otherRoots);
  const pipeline = new ItemPipeline(options);
  const images = { roots, pictures: pipeline.pictures, maxImageBytes, fetcher: options.fetcher };
  const bus = new JobBus();
  const probe = new PictureProbe(async (tenant, entry) => {
    const image = await readEntryImage(images, tenant, entry);
    return image === undefined || image instanceof Uint8Array ? image : image.bytes;
  }, decodeLimits);
  const onError = options.onError ?? (() => undefined);
  const slots = pLimit(encoder.bulkDepth + AHEAD);
  const items = new ItemIngestor(pipeline, {
    observe: options.observe,
    slots,
    fetcher: options.fetcher,
    withPlace,
  });
  const cancel = async (tenant: string, jobId: string) => jobs.cancel(tenant, jobId);
  const jobs: JobRunner = new JobRunner({
    clear: (job, signal) => clearCollection({ ledger, bus, pipeline, cancel }, job, signal),
    map: (job, signal) => makeMap({ ledger, bus, store: options.store, pack: encoder.pack.id }, job, signal),
    settled: (...page) => findSettled({ pipeline, images }, ...page),
    observe: options.observe,
    ledger,
    queue,
    bus,
    readerOf: async (tenant) => ({
      root: await roots.of(tenant),
      blobs,
      maxImageBytes,
      decodeLimits,
      withPlace,
    }),
    chunks: new ChunkWorker({
      ledger,
      bus,
      probe,
      setting: { pipeline, images, slots, onError },
      observe: options.observe,
      onStage: options.onStage,
    }),
    pictures: pipeline.pictures,
    limits: { chunkSize: options.chunkSize ?? 64, maxPending: options.maxPendingChunks ?? 32 },
    chunkConcurrency: options.chunkConcurrency ?? 3,
    reconcileSeconds: options.reconcileSeconds ?? 30,
    onError,
  });
  return { items, trash: new ItemTrash(pipeline, slots), jobs, pipeline };
}
