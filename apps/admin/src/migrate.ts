import { loadConfig } from '@unseen/config';
import { openLedger } from '@unseen/ledger';
import { failStart, requireServers } from '@unseen/platform';

// `node apps/admin/dist/migrate.js`: brings the ledger's tables up to date and ends. For deployments that want it done once
// before the services start, and see it fail alone.
try {
  const config = loadConfig();
  requireServers(config);
  const ledger = await openLedger({ kind: 'postgres', url: config.databaseUrl! });
  await ledger.close();
  process.stdout.write('The ledger is up to date.\n');
} catch (error) {
  failStart(error);
}
