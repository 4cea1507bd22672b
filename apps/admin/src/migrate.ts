import { loadConfig } from '@unseen/config';
import { failStart, migrateLedger, requireServers } from '@unseen/server';

// `node apps/admin/dist/migrate.js`: `unseen migrate` for admin's image.
try {
  const config = loadConfig();
  requireServers(config);
  await migrateLedger(config);
  process.stdout.write('The ledger is up to date.\n');
} catch (error) {
  failStart(error);
}
