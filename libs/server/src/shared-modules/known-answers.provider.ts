import type { FactoryProvider } from '@nestjs/common';
import { KnownAnswers } from '@unseen/concurrency';
import type { Config } from '@unseen/config';
import { isAppError } from '@unseen/domain';
import { Metrics } from '../metrics/metrics.ts';
import { CONFIG } from './tokens.ts';

/** What the ledger last said, for while its server is away: an embedded one is never away alone. */
export const knownAnswersProvider: FactoryProvider<KnownAnswers> = {
  provide: KnownAnswers,
  inject: [CONFIG, Metrics],
  useFactory: ({ databaseUrl, staleMs }: Config, metrics: Metrics) =>
    new KnownAnswers({
      keptMs: databaseUrl === undefined ? 0 : staleMs,
      isAway: (error) => isAppError(error, 'ledger_unavailable'),
      onUse: (kind) => metrics.staleAnswer(kind),
    }),
};
