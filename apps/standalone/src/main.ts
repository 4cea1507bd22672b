import 'reflect-metadata';
import { loadConfig } from '@unseen/config';
import { Encoder } from '@unseen/encoder';
import { JobRunner } from '@unseen/ingest';
import { Ledger } from '@unseen/ledger';
import { createLogger, failStart, RunningProcess, stopOnSignals, strandedItems } from '@unseen/server';
import { greet } from './greet.ts';
import { loadSample } from './sample/load-sample.ts';
import { StandaloneModule } from './standalone.module.ts';

try {
  const config = loadConfig();
  const logger = createLogger(config, 'standalone');
  const running = await RunningProcess.start({
    config,
    logger,
    moduleOf: (parts) => StandaloneModule.forRoot(parts),
  });
  stopOnSignals(running, logger);
  const { app, url } = running;
  if (config.sample) await loadSample(app.get(JobRunner), app.get(Ledger), config.dataDir);
  const pack = app.get(Encoder).pack.id;
  greet(url, config, strandedItems(pack, await app.get(Ledger).items.countOfOtherPacks(pack)));
} catch (error) {
  failStart(error);
}
