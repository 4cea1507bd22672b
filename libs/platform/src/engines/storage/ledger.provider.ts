import type { FactoryProvider } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { Ledger, openLedger } from '@unseen/ledger';
import { join } from 'node:path';
import { Health } from '../../health/health.ts';
import { Closers } from '../closers.ts';
import { CONFIG } from '../tokens.ts';

/** The ledger: a Postgres server where one is configured, else PGlite below the data directory. */
export const ledgerProvider: FactoryProvider<Ledger> = {
  provide: Ledger,
  inject: [CONFIG, Closers, Health],
  useFactory: async ({ databaseUrl, dataDir }: Config, closers: Closers, health: Health) => {
    const ledger = await openLedger(
      databaseUrl === undefined
        ? { kind: 'embedded', dir: join(dataDir, 'ledger') }
        : { kind: 'postgres', url: databaseUrl },
    );
    closers.push('ledger', () => ledger.close());
    const kind = databaseUrl === undefined ? 'pglite' : 'postgres';
    health.register('ledger', async () => ledger.ping().then(() => kind));
    return ledger;
  },
};
