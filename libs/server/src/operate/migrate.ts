import type { Config } from '@unseen/config';
import { openLedgerOf } from '../shared-modules/storage/open-engines.ts';

/**
 * Brings the ledger's tables up to date and ends: for deployments that want it done once before the services start, and see it fail
 * alone.
 *
 * @throws AppError `ledger_unavailable`, `data_dir_locked` while a process has the embedded ledger open
 */
export async function migrateLedger(config: Config): Promise<void> {
  const ledger = await openLedgerOf(config);
  await ledger.close();
}
