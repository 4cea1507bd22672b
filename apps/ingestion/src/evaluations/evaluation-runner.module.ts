import { Global, Module } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { Encoder } from '@unseen/encoder';
import { ClassEvaluator } from '@unseen/classes';
import { EvaluationRunner } from '@unseen/evaluation';
import { ImportRoot } from '@unseen/ingest';
import { Ledger } from '@unseen/ledger';
import { ClassesModule, Closers, CONFIG, Outages } from '@unseen/server';
import { join } from 'node:path';

/** Runs evaluations where the bulk work is done, in the bulk lane; unfinished ones are begun again at start. */
@Global()
@Module({
  imports: [ClassesModule],
  providers: [
    {
      provide: EvaluationRunner,
      inject: [CONFIG, Ledger, Encoder, ClassEvaluator, Outages, Closers],
      useFactory: async (
        config: Config,
        ledger: Ledger,
        encoder: Encoder,
        classes: ClassEvaluator,
        outages: Outages,
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
          root: await ImportRoot.open(config.importRoot, [join(config.dataDir, 'sample')]),
          decodeLimits: config.image,
          onError: (error, during) => outages.warn(error, during),
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
