import {
  backupName,
  keepNewest,
  removeUnfinished,
  saveWhole,
  writeBackup,
  type BackupManifest,
} from '@unseen/backup';
import type { Config } from '@unseen/config';
import { DEFAULT_TENANT } from '@unseen/domain';
import { join } from 'node:path';
import { scratchDir } from '../run/data-dir.ts';
import { closeEngines, openEngines } from '../run/engines.ts';

/** A backup that was taken into a folder. */
export interface TakenBackup extends BackupManifest {
  readonly file: string;
  /** Names of older ones that were removed. */
  readonly removed: readonly string[];
}

/**
 * Takes a backup of the engines of a configuration into a folder, under a name that tells when, and removes the oldest ones there. The
 * services may be at work.
 *
 * @param keep - backups to keep, this one included
 * @throws AppError `backup_invalid`; `restore_unfinished`; `data_dir_locked` while a process has the embedded engines open; `..._unavailable`
 */
export async function backUpInto(config: Config, folder: string, keep: number): Promise<TakenBackup> {
  const engines = await openEngines(config);
  try {
    await engines.ledger.transfer.recordTaking({ tenant: DEFAULT_TENANT, actor: 'schedule' });
    await removeUnfinished(folder);
    const file = join(folder, backupName(new Date()));
    const manifest = await saveWhole(writeBackup(engines, { scratch: scratchDir(config) }), file);
    return { ...manifest, file, removed: await keepNewest(folder, keep) };
  } finally {
    await closeEngines(engines);
  }
}
