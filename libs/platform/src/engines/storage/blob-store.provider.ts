import type { FactoryProvider } from '@nestjs/common';
import { openFileBlobs, openS3Blobs } from '@unseen/blobs';
import type { Config } from '@unseen/config';
import { BlobStore } from '@unseen/contracts';
import { join } from 'node:path';
import { Health } from '../../health/health.ts';
import { Closers } from '../closers.ts';
import { CONFIG } from '../tokens.ts';

/** The blob store: an S3-compatible store where one is configured, else files below the data directory. */
export const blobStoreProvider: FactoryProvider<BlobStore> = {
  provide: BlobStore,
  inject: [CONFIG, Closers, Health],
  useFactory: async ({ s3, dataDir }: Config, closers: Closers, health: Health) => {
    const blobs =
      s3 === undefined ? await openFileBlobs({ dir: join(dataDir, 'blobs') }) : await openS3Blobs(s3);
    closers.push('blob store', () => blobs.close());
    health.register('blobStore', async () => blobs.ping().then(() => (s3 === undefined ? 'files' : 's3')));
    return blobs;
  },
};
