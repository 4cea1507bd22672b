import type { FactoryProvider } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { Ledger } from '@unseen/ledger';
import { Health } from '../../health/health.ts';
import { Closers } from '../closers.ts';
import { CONFIG } from '../tokens.ts';
import { openLedgerOf } from './open-engines.ts';

/** The ledger: a Postgres server where one is configured, else PGlite below the data directory. */
export const ledgerProvider: FactoryProvider<Ledger> = {
  provide: Ledger,
  inject: [CONFIG, Closers, Health],
  useFactory: async (config: Config, closers: Closers, health: Health) => {
    const ledger = await openLedgerOf(config);
    closers.push('ledger', () => ledger.close());
    const kind = config.databaseUrl === undefined ? 'pglite' : 'postgres';
    health.register('ledger', async () => ledger.ping().then(() => kind));
    return ledger;
  },
};
