import type { FactoryProvider } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { Ledger } from '@unseen/ledger';
import { Health } from '../../health/health.ts';
import type { Engines } from '../../run/engines.ts';
import { CONFIG } from '../tokens.ts';

/** The ledger of the process: on a Postgres server where one is configured, else PGlite below the data directory. */
export function ledgerProvider(engines: Engines): FactoryProvider<Ledger> {
  return {
    provide: Ledger,
    inject: [CONFIG, Health],
    useFactory: (config: Config, health: Health) => {
      const { ledger } = engines;
      const kind = config.databaseUrl === undefined ? 'pglite' : 'postgres';
      health.register('ledger', async () => ledger.ping().then(() => kind));
      return ledger;
    },
  };
}
