import { Module } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { EvaluationRunner, Evaluations } from '@unseen/evaluation';
import { ImportRoot } from '@unseen/ingest';
import { Ledger } from '@unseen/ledger';
import { CONFIG } from '@unseen/server';
import { join } from 'node:path';

/** Evaluations without the model: what the admin service needs. Runs them too where the runner is in the same process. */
@Module({
  providers: [
    {
      provide: Evaluations,
      inject: [CONFIG, Ledger, { token: EvaluationRunner, optional: true }],
      useFactory: async (config: Config, ledger: Ledger, runner?: EvaluationRunner) =>
        new Evaluations({
          ledger,
          root: await ImportRoot.open(config.importRoot, [join(config.dataDir, 'sample')]),
          runner,
        }),
    },
  ],
  exports: [Evaluations],
})
export class EvaluationModule {}
