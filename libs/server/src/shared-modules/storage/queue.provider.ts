import type { FactoryProvider } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { type OnFailure, Queue } from '@unseen/domain';
import { Ledger } from '@unseen/ledger';
import { openBullQueue, openPgBossQueue } from '@unseen/queue';
import { Health } from '../../health/health.ts';
import { Outages } from '../../health/outages.ts';
import { Metrics } from '../../metrics/metrics.ts';
import { TracedQueue } from '../../tracing/traced-queue.ts';
import { Closers } from '../closers.ts';
import { CONFIG } from '../tokens.ts';

/** The queue: Bull on a Redis server where one is configured, else pg-boss on the embedded ledger's database. */
export const queueProvider: FactoryProvider<Queue> = {
  provide: Queue,
  inject: [CONFIG, Ledger, Closers, Health, Metrics, Outages],
  useFactory: async (
    { redisUrl, redisSentinels: sentinels, redisPrefix: prefix }: Config,
    ledger: Ledger,
    closers: Closers,
    health: Health,
    metrics: Metrics,
    outages: Outages,
  ) => {
    const onError = (error: unknown) => outages.warn(error, 'queue');
    const onFailure: OnFailure = (name, outcome) => metrics.messageFailed(name, outcome);
    const queue =
      redisUrl === undefined
        ? await openPgBossQueue({ database: ledger.embedded, onError, onFailure })
        : await openBullQueue({ url: redisUrl, sentinels, prefix, onError, onFailure });
    await queue.start();
    closers.push('queue', () => queue.stop());
    const kind = redisUrl === undefined ? 'pg-boss' : 'bull';
    health.register('queue', async () => queue.ping().then(() => kind), redisUrl !== undefined);
    metrics.watchQueue(queue);
    metrics.watchBacklog(() => ledger.backlog.read());
    return new TracedQueue(queue);
  },
};
