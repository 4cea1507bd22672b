import { Global, Module } from '@nestjs/common';
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
export class StorageModule {}
