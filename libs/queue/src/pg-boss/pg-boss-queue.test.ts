import { openEmbeddedLedger } from '@unseen/ledger/testing';
import { describeQueue, RETRY_DELAY_SECONDS, RETRY_LIMIT } from '@unseen/testing';
import { openPgBossQueue } from './open-pg-boss-queue.ts';

describeQueue('pg-boss on PGlite', async () => {
  const ledger = await openEmbeddedLedger();
  return {
    connect: (onFailure = () => undefined) =>
      openPgBossQueue({
        database: ledger.embedded,
        retryLimit: RETRY_LIMIT,
        retryDelaySeconds: RETRY_DELAY_SECONDS,
        onFailure,
      }),
    remove: () => ledger.close(),
  };
});
