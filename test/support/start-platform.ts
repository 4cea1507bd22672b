import { SERVERS } from '@unseen/testing';
import { Distributed } from './distributed.ts';
import type { Platform } from './platform.ts';
import { Standalone } from './standalone.ts';

/** A platform of its own: services on servers in `npm run test:servers`, else one process on embedded engines. */
export async function startPlatform(environment: Record<string, string> = {}): Promise<Platform> {
  const { postgres, redis, s3, qdrant } = SERVERS;
  if (postgres === undefined || redis === undefined || s3 === undefined || qdrant === undefined) {
    return Standalone.start(environment);
  }
  return Distributed.start({ postgres, redis, s3, qdrant }, environment);
}
