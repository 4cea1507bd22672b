import type { FactoryProvider } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { Ledger, openLedger } from '@unseen/ledger';
import { join } from 'node:path';
import { Health } from '../../health/health.ts';
import { Closers } from '../closers.ts';
import { CONFIG } from '../tokens.ts';

/** The ledger: PGlite below the data directory. */
export const ledgerProvider: FactoryProvider<Ledger> = {
  provide: Ledger,
  inject: [CONFIG, Closers, Health],
  useFactory: async (config: Config, closers: Closers, health: Health) => {
    const ledger = await openLedger({ kind: 'embedded', dir: join(config.dataDir, 'ledger') });
    closers.push('ledger', () => ledger.close());
    health.register('ledger', async () => ledger.ping().then(() => 'pglite'));
    return ledger;
  },
};
