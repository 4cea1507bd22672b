import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import type { Config } from '@unseen/config';
import type { Logger } from 'pino';
import { AuthGuard } from '../auth/auth.guard.ts';
import { Authenticator } from '../auth/authenticator.ts';
import { RateLimits } from '../auth/rate-limits.ts';
import { Sessions } from '../auth/sessions.ts';
import { ProblemFilter } from '../errors/problem.filter.ts';
import { HealthController } from '../health/health.controller.ts';
import { Health } from '../health/health.ts';
import { LOGGER } from '../log/logger.ts';
import { MetricsController } from '../metrics/metrics.controller.ts';
import { Metrics } from '../metrics/metrics.ts';
import { startTracing } from '../tracing/tracing.ts';
import { Closers } from './closers.ts';
import { CONFIG } from './tokens.ts';

/** What every service has: configuration, logging, metrics, health, authentication, problem responses. */
@Global()
@Module({})
export class PlatformModule {
  /** @param config - the frozen configuration of this process */
  static forRoot(config: Config, logger: Logger): DynamicModule {
    return {
      module: PlatformModule,
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOGGER, useValue: logger },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: AuthGuard },
        Authenticator,
        Sessions,
        RateLimits,
        Metrics,
        Health,
        {
          provide: Closers,
          useFactory: () => {
            const closers = new Closers(logger);
            const stopTracing = startTracing(config.tracing, nameOf(logger));
            if (stopTracing !== undefined) closers.push('tracing', stopTracing);
            return closers;
          },
        },
      ],
      exports: [CONFIG, LOGGER, Sessions, Metrics, Health, Closers],
    };
  }
}

/** The name the logger was created with: `ingestion`, `query`, `admin`, `standalone`. */
function nameOf(logger: Logger): string {
  return String(logger.bindings()['name'] ?? 'unseen');
}
