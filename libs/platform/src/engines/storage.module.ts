import { Global, Module } from '@nestjs/common';
import { openFileBlobs } from '@unseen/blobs';
import type { Config } from '@unseen/config';
import { BlobStore, messageOf, Queue, VectorStore } from '@unseen/contracts';
import { Ledger, openLedger } from '@unseen/ledger';
import { openPgBossQueue } from '@unseen/queue';
import { openLanceDb } from '@unseen/vector-store';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { LOGGER } from '../log/logger.ts';
import { Health } from '../health/health.ts';
import { Closers } from './closers.ts';
import { CONFIG } from './tokens.ts';

/** The embedded stores under the data directory: ledger, queue, vectors, blobs. */
@Global()
@Module({
  providers: [
    {
      provide: Ledger,
      inject: [CONFIG, Closers, Health],
      useFactory: async (config: Config, closers: Closers, health: Health) => {
        const ledger = await openLedger({ kind: 'embedded', dir: join(config.dataDir, 'ledger') });
        closers.push('ledger', () => ledger.close());
        health.register('ledger', async () => ledger.ping().then(() => 'pglite'));
        return ledger;
      },
    },
    {
      provide: Queue,
      inject: [Ledger, Closers, Health, LOGGER],
      useFactory: async (ledger: Ledger, closers: Closers, health: Health, logger: Logger) => {
        const queue = openPgBossQueue({
          database: ledger.embedded,
          onError: (error) => logger.warn({ err: error }, `queue: ${messageOf(error)}`),
        });
        await queue.start();
        closers.push('queue', () => queue.stop());
        health.register('queue', async () => queue.ping().then(() => 'pg-boss'));
        return queue;
      },
    },
    {
      provide: VectorStore,
      inject: [CONFIG, Closers, Health],
      useFactory: async (config: Config, closers: Closers, health: Health) => {
        const vectors = await openLanceDb({ dir: join(config.dataDir, 'vectors') });
        closers.push('vector store', () => vectors.close());
        health.register('vectorStore', async () => vectors.ping().then(() => 'lancedb'));
        return vectors;
      },
    },
    {
      provide: BlobStore,
      inject: [CONFIG, Closers, Health],
      useFactory: async (config: Config, closers: Closers, health: Health) => {
        const blobs = await openFileBlobs({ dir: join(config.dataDir, 'blobs') });
        closers.push('blob store', () => blobs.close());
        health.register('blobStore', async () => blobs.ping().then(() => 'files'));
        return blobs;
      },
    },
  ],
  exports: [Ledger, Queue, VectorStore, BlobStore],
})
export class StorageModule {}
