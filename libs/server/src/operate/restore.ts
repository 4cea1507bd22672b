import { restoreBackup, type BackupManifest } from '@unseen/backup';
import type { Config } from '@unseen/config';
import { closeEngines, openStores } from '../run/engines.ts';

/**
 * Restores a backup into the engines of a configuration, which must be empty.
 *
 * @param path - the archive
 * @throws AppError as `restoreBackup`; `data_dir_locked` while a process has the embedded engines open; `..._unavailable`
 */
export async function restoreInto(config: Config, path: string): Promise<BackupManifest> {
  const stores = await openStores(config);
  try {
    return await restoreBackup(stores, path);
  } finally {
    await closeEngines(stores);
  }
}
