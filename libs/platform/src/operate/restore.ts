import { restoreBackup, type BackupManifest } from '@unseen/backup';
import type { Config } from '@unseen/config';
import { openBlobsOf, openLedgerOf, openVectorStoreOf } from '../engines/storage/open-engines.ts';

/**
 * Restores a backup into the engines of a configuration, which must be empty.
 *
 * @param path - the archive
 * @throws AppError as `restoreBackup`; `data_dir_locked` while a process has the embedded engines open; `..._unavailable`
 */
export async function restoreInto(config: Config, path: string): Promise<BackupManifest> {
  // The ledger first: embedded, its lock keeps everyone else out of the folder.
  const ledger = await openLedgerOf(config);
  try {
    const store = await openVectorStoreOf(config);
    const blobs = await openBlobsOf(config);
    try {
      return await restoreBackup({ ledger, store, blobs }, path);
    } finally {
      await Promise.all([store.close(), blobs.close()]);
    }
  } finally {
    await ledger.close();
  }
}
