import { Global, Module } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { messageOf } from '@unseen/domain';
import { Encoder } from '@unseen/encoder';
import { ClassEvaluator } from '@unseen/classes';
import { EvaluationRunner, Evaluations } from '@unseen/evaluation';
import { ImportRoot } from '@unseen/ingest';
import { Ledger } from '@unseen/ledger';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { LOGGER } from '../log/logger.ts';
import { CatalogueModule } from './catalogue.module.ts';
import { Closers } from './closers.ts';
import { CONFIG } from './tokens.ts';

/** Runs evaluations where the bulk work is done, in the bulk lane; unfinished ones are begun again at start. */
@Global()
@Module({
  imports: [CatalogueModule],
  providers: [
    {
      provide: EvaluationRunner,
      inject: [CONFIG, Ledger, Encoder, ClassEvaluator, LOGGER, Closers],
      useFactory: async (
        config: Config,
        ledger: Ledger,
        encoder: Encoder,
        classes: ClassEvaluator,
        logger: Logger,
        closers: Closers,
      ) => {
        const runner = new EvaluationRunner({
          ledger,
          encoder,
          measureClasses: (tenant, { collection, ...request }, onProgress) =>
            classes.evaluate(
              { ...request, space: { tenant, collection, pack: encoder.pack.id } },
              onProgress,
            ),
          root: await rootOf(config),
          decodeLimits: config.image,
          onError: (error, during) => logger.warn({ err: error }, `${during}: ${messageOf(error)}`),
        });
        if (config.ingestion.role !== 'api') {
          runner.start();
          closers.push('evaluations', () => runner.stop());
        }
        return runner;
      },
    },
  ],
  exports: [EvaluationRunner],
})
export class EvaluationRunnerModule {}

/** Evaluations without the model: what the admin service needs. Runs them too where the runner is in the same process. */
@Module({
  providers: [
    {
      provide: Evaluations,
      inject: [CONFIG, Ledger, { token: EvaluationRunner, optional: true }],
      useFactory: async (config: Config, ledger: Ledger, runner?: EvaluationRunner) =>
        new Evaluations({ ledger, root: await rootOf(config), runner }),
    },
  ],
  exports: [Evaluations],
})
export class EvaluationModule {}

function rootOf(config: Config): Promise<ImportRoot> {
  return ImportRoot.open(config.importRoot, [join(config.dataDir, 'sample')]);
}
