import { type DynamicModule, Global, Module } from '@nestjs/common';
import { BlobStore, Queue, VectorStore } from '@unseen/contracts';
import { Ledger } from '@unseen/ledger';
import { blobStoreProvider } from './blob-store.provider.ts';
import { ledgerProvider } from './ledger.provider.ts';
import { queueProvider } from './queue.provider.ts';
import { vectorStoreProvider } from './vector-store.provider.ts';

/** The stores: ledger, queue, vectors, blobs. Each provider chooses its adapter from the configuration. */
@Global()
@Module({
  providers: [ledgerProvider, queueProvider, vectorStoreProvider, blobStoreProvider],
  exports: [Ledger, Queue, VectorStore, BlobStore],
})
export class StorageModule {
  /** The stores of a service that reads and never hands out work: it needs no queue. */
  static withoutQueue(): DynamicModule {
    return { module: ReadOnlyStorageModule };
  }
}

@Global()
@Module({
  providers: [ledgerProvider, vectorStoreProvider, blobStoreProvider],
  exports: [Ledger, VectorStore, BlobStore],
})
class ReadOnlyStorageModule {}
