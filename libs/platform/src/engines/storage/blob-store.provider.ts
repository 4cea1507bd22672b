import type { FactoryProvider } from '@nestjs/common';
import { openFileBlobs } from '@unseen/blobs';
import type { Config } from '@unseen/config';
import { BlobStore } from '@unseen/contracts';
import { join } from 'node:path';
import { Health } from '../../health/health.ts';
import { Closers } from '../closers.ts';
import { CONFIG } from '../tokens.ts';

/** The blob store: files below the data directory. */
export const blobStoreProvider: FactoryProvider<BlobStore> = {
  provide: BlobStore,
  inject: [CONFIG, Closers, Health],
  useFactory: async (config: Config, closers: Closers, health: Health) => {
    const blobs = await openFileBlobs({ dir: join(config.dataDir, 'blobs') });
    closers.push('blob store', () => blobs.close());
    health.register('blobStore', async () => blobs.ping().then(() => 'files'));
    return blobs;
  },
};
