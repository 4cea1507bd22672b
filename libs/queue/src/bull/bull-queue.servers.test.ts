import { randomUUID } from 'node:crypto';
import { describeQueue, RETRY_DELAY_SECONDS, RETRY_LIMIT, SERVERS } from '@unseen/testing';
import { describe } from 'vitest';
import { openBullQueue } from './open-bull-queue.ts';

describe.skipIf(SERVERS.redis === undefined)('on a Redis server', () => {
  describeQueue('Bull', async () => {
    const prefix = randomUUID();
    return {
      connect: (onFailure = () => undefined) =>
        openBullQueue({
          url: SERVERS.redis!,
          prefix,
          retryLimit: RETRY_LIMIT,
          retryDelaySeconds: RETRY_DELAY_SECONDS,
          onFailure,
        }),
      remove: async () => undefined,
    };
  });
});
