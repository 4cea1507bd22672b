import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { AuthGuard } from '../auth/auth.guard.ts';
import { Authenticator } from '../auth/authenticator.ts';
import { Gate } from '../auth/gate.ts';
import { RateLimits } from '../auth/rate-limits.ts';
import { Sessions } from '../auth/sessions.ts';
import { ProblemFilter } from '../errors/problem.filter.ts';
import { HealthController } from '../health/health.controller.ts';
import { Health } from '../health/health.ts';
import { Outages } from '../health/outages.ts';
import { Idempotency } from '../http/idempotency.ts';
import { LOGGER } from '../log/logger.ts';
import { MetricsController } from '../metrics/metrics.controller.ts';
import { Metrics } from '../metrics/metrics.ts';
import { KnownAnswers } from '@unseen/concurrency';
import { knownAnswersProvider } from './known-answers.provider.ts';
import type { AppParts } from '../run/running-process.ts';
import { Closers } from './closers.ts';
import { CONFIG } from './tokens.ts';

/** What every service has: configuration, logging, metrics, health, authentication, problem responses. */
@Global()
@Module({})
export class PlatformModule {
  static forRoot({ config, logger }: AppParts): DynamicModule {
    return {
      module: PlatformModule,
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOGGER, useValue: logger },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: AuthGuard },
        Authenticator,
        Gate,
        Idempotency,
        Sessions,
        RateLimits,
        Metrics,
        Health,
        Outages,
        knownAnswersProvider,
        Closers,
      ],
      exports: [CONFIG, LOGGER, Sessions, Metrics, Health, Outages, KnownAnswers, Closers],
    };
  }
}
