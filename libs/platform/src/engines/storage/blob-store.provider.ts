import type { FactoryProvider } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { BlobStore } from '@unseen/contracts';
import { Health } from '../../health/health.ts';
import { Closers } from '../closers.ts';
import { CONFIG } from '../tokens.ts';
import { openBlobsOf } from './open-engines.ts';

/** The blob store: an S3-compatible store where one is configured, else files below the data directory. */
export const blobStoreProvider: FactoryProvider<BlobStore> = {
  provide: BlobStore,
  inject: [CONFIG, Closers, Health],
  useFactory: async (config: Config, closers: Closers, health: Health) => {
    const blobs = await openBlobsOf(config);
    closers.push('blob store', () => blobs.close());
    health.register('blobStore', async () => blobs.ping().then(() => (config.s3 ? 's3' : 'files')));
    return blobs;
  },
};
