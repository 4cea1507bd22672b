import { Global, Logger, Module } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { BlobStore, Queue, VectorStore } from '@unseen/domain';
import { Encoder } from '@unseen/encoder';
import {
  CollectionExport,
  type Ingest,
  ItemIngestor,
  ItemTrash,
  JobRunner,
  LeftoverSweeper,
  ModelSwitcher,
  openFetcher,
  openIngest,
  StorageCheck,
} from '@unseen/ingest';
import { Ledger } from '@unseen/ledger';
import { Closers, CONFIG, Metrics, openConfigured, Outages, PackInUse, stageSpan } from '@unseen/server';
import { join } from 'node:path';
import { EvaluationRunnerModule } from '../evaluations/evaluation-runner.module.ts';

/** Ingestion as a whole, for what works beside it. */
export const INGEST = Symbol('Ingest');
const RECONCILE_MS = 60_000;
/** An item written this long ago and still pending was left behind by a crash. */
const STALE_MS = 120_000;
/** Between looks for what has been in the trash for long. */
const TRASH_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Seconds between looks for jobs that stand still, where other processes may lose messages or die. */
const SHARED_RECONCILE_SECONDS = 5;

/** Single items and bulk jobs on the engines of this process; unfinished work goes on at start, unless others do it. */
@Global()
@Module({
  imports: [EvaluationRunnerModule],
  providers: [
    {
      provide: INGEST,
      inject: [CONFIG, Ledger, Queue, BlobStore, VectorStore, Encoder, Metrics, Outages, Closers],
      useFactory: async (
        config: Config,
        ledger: Ledger,
        queue: Queue,
        blobs: BlobStore,
        store: VectorStore,
        encoder: Encoder,
        metrics: Metrics,
        outages: Outages,
        closers: Closers,
      ) => {
        const shared = config.databaseUrl !== undefined;
        const fetcher = config.fetch.enabled ? await openFetcher(config.fetch) : undefined;
        if (fetcher !== undefined) closers.push('fetcher', () => fetcher.close());
        const ingest = await openIngest({
          fetcher,
          reconcileSeconds: shared ? SHARED_RECONCILE_SECONDS : undefined,
          maxPendingChunks: config.ingestion.chunksAhead,
          ledger,
          queue,
          blobs,
          store,
          encoder,
          decodeLimits: config.image,
          maxImageBytes: config.image.maxFileBytes,
          withPlace: config.image.readPlaces,
          importRoot: config.importRoot,
          otherRoots: [join(config.dataDir, 'sample')],
          observe: (event) => metrics.itemsDone(event),
          onStage: (event) => {
            metrics.ingestStage(event);
            stageSpan('ingest', event);
          },
          onError: (error, during) => outages.warn(error, during),
        });
        closers.push('jobs', () => ingest.jobs.stop(config.ingestion.drainSeconds));
        if (config.ingestion.role !== 'api') {
          await ingest.jobs.start();
          closers.push('item reconciler', reconcileItems(ingest.items, shared, outages));
          const sweeper = openSweeper(ingest, config.ingestion.sweepHours, outages);
          if (sweeper !== undefined) closers.push('sweeper', () => sweeper.stop());
          closers.push('trash', emptyTrash(ingest.trash, config.ingestion.trashDays, outages));
        }
        return ingest;
      },
    },
    { provide: ItemIngestor, inject: [INGEST], useFactory: (ingest: Ingest) => ingest.items },
    { provide: ItemTrash, inject: [INGEST], useFactory: (ingest: Ingest) => ingest.trash },
    {
      provide: CollectionExport,
      inject: [INGEST],
      useFactory: ({ pipeline }: Ingest) => new CollectionExport(pipeline),
    },
    {
      provide: StorageCheck,
      inject: [INGEST],
      useFactory: ({ pipeline }: Ingest) => new StorageCheck(pipeline),
    },
    {
      provide: ModelSwitcher,
      inject: [CONFIG, INGEST, PackInUse, Queue, Encoder, Metrics, Outages, Closers],
      useFactory: async (
        config: Config,
        { pipeline }: Ingest,
        packs: PackInUse,
        queue: Queue,
        encoder: Encoder,
        metrics: Metrics,
        outages: Outages,
        closers: Closers,
      ) => {
        const switcher = new ModelSwitcher({
          pipeline,
          queue,
          encoder,
          openEncoder: async (pack) => openConfigured(config, metrics, await packs.folderOf(pack)),
          decodeLimits: config.image,
          onError: (error, during) => outages.warn(error, during),
        });
        if (config.ingestion.role !== 'api') {
          await switcher.start();
          closers.push('model switch', () => switcher.stop());
        }
        return switcher;
      },
    },
    { provide: JobRunner, inject: [INGEST], useFactory: (ingest: Ingest) => ingest.jobs },
  ],
  exports: [INGEST, CollectionExport, ItemIngestor, ItemTrash, JobRunner, StorageCheck],
})
export class IngestModule {}

/** Heals half-written items at start and every minute after. Returns what stops it. @param shared - whether others may be at work */
function reconcileItems(items: ItemIngestor, shared: boolean, outages: Outages): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const look = (olderThan: Date) => {
    running = items.reconcile(olderThan).catch((error: unknown) => {
      outages.warn(error, 'reconciling items');
    });
  };
  const stale = () => new Date(Date.now() - STALE_MS);
  // Alone, nobody else is at work on anything at the start.
  look(shared ? stale() : new Date());
  const timer = setInterval(() => look(stale()), RECONCILE_MS).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

/** Removes what nothing needs, from time to time. @param hours - from one look to the next; 0: never */
function openSweeper({ pipeline }: Ingest, hours: number, outages: Outages): LeftoverSweeper | undefined {
  if (hours === 0) return undefined;
  const logger = new Logger('Sweeper');
  const sweeper = new LeftoverSweeper(pipeline, {
    everyMs: hours * 3_600_000,
    onSwept: ({ found, removed }) => {
      if (found + removed > 0) logger.log(`Left over: ${removed} removed, ${found} found for the first time`);
    },
    onError: (error, during) => outages.warn(error, during),
  });
  sweeper.start();
  return sweeper;
}

/** Removes what has been in the trash for long, at start and every hour after. Returns what stops it. */
function emptyTrash(trash: ItemTrash, days: number, outages: Outages): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const look = () => {
    running = trash.expire(new Date(Date.now() - days * DAY_MS)).catch((error: unknown) => {
      outages.warn(error, 'emptying the trash');
    });
  };
  look();
  const timer = setInterval(look, TRASH_MS).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
