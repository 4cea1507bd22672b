import { type DynamicModule, Module } from '@nestjs/common';
import { BlobStore, Queue, VectorStore } from '@unseen/domain';
import { Ledger } from '@unseen/ledger';
import { PackInUse } from '../../run/pack-in-use.ts';
import type { AppParts } from '../../run/running-process.ts';
import { queueProvider } from './queue.provider.ts';
import { storeProvider } from './store.provider.ts';

/** The stores of the process, and a queue. They outlive the application; the queue does not. */
@Module({})
export class StorageModule {
  static forRoot(parts: AppParts): DynamicModule {
    const { providers, exports, ...rest } = this.withoutQueue(parts);
    return { ...rest, providers: [...providers!, queueProvider], exports: [...exports!, Queue] };
  }

  /** The stores of a service that reads and never hands out work: it needs no queue. */
  static withoutQueue({ engines, packs }: AppParts): DynamicModule {
    return {
      module: StorageModule,
      global: true,
      providers: [
        storeProvider({
          token: Ledger,
          name: 'ledger',
          store: () => engines.ledger,
          serverOf: ({ databaseUrl }) => databaseUrl && 'postgres',
          embedded: 'pglite',
          watch: (metrics, ledger) => metrics.watchConnections(() => ledger().connections),
        }),
        storeProvider({
          token: VectorStore,
          name: 'vectorStore',
          store: () => engines.store,
          serverOf: ({ qdrant }) => qdrant && 'qdrant',
          embedded: 'lancedb',
        }),
        storeProvider({
          token: BlobStore,
          name: 'blobStore',
          store: () => engines.blobs,
          serverOf: ({ s3 }) => s3 && 's3',
          embedded: 'files',
        }),
        { provide: PackInUse, useValue: packs },
      ],
      exports: [Ledger, VectorStore, BlobStore, PackInUse],
    };
  }
}
