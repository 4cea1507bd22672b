import type { FactoryProvider } from '@nestjs/common';
import { messageOf, Queue } from '@unseen/contracts';
import { Ledger } from '@unseen/ledger';
import { openPgBossQueue } from '@unseen/queue';
import type { Logger } from 'pino';
import { Health } from '../../health/health.ts';
import { LOGGER } from '../../log/logger.ts';
import { Closers } from '../closers.ts';

/** The queue: pg-boss on the embedded ledger's database. */
export const queueProvider: FactoryProvider<Queue> = {
  provide: Queue,
  inject: [Ledger, Closers, Health, LOGGER],
  useFactory: async (ledger: Ledger, closers: Closers, health: Health, logger: Logger) => {
    const queue = openPgBossQueue({
      database: ledger.embedded,
      onError: (error) => logger.warn({ err: error }, `queue: ${messageOf(error)}`),
    });
    await queue.start();
    closers.push('queue', () => queue.stop());
    health.register('queue', async () => queue.ping().then(() => 'pg-boss'));
    return queue;
  },
};
