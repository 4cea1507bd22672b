import type { FactoryProvider } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { BlobStore } from '@unseen/contracts';
import { Health } from '../../health/health.ts';
import type { Engines } from '../../run/engines.ts';
import { CONFIG } from '../tokens.ts';

/** The blob store of the process: an S3-compatible store where one is configured, else files below the data directory. */
export function blobStoreProvider(engines: Engines): FactoryProvider<BlobStore> {
  return {
    provide: BlobStore,
    inject: [CONFIG, Health],
    useFactory: (config: Config, health: Health) => {
      const { blobs } = engines;
      health.register('blobStore', async () => blobs.ping().then(() => (config.s3 ? 's3' : 'files')));
      return blobs;
    },
  };
}
