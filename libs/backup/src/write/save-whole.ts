import { AppError, messageOf } from '@unseen/domain';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BackupManifest } from '../archive/manifest.ts';
import { checkBackup } from '../restore/restore-backup.ts';

/**
 * Saves a backup as it comes and reads it once more; only a whole one gets the name of the file.
 *
 * @returns what the backup says of itself
 * @throws AppError `backup_invalid`
 */
export async function saveWhole(archive: Readable, file: string): Promise<BackupManifest> {
  const partial = `${file}.partial`;
  try {
    await pipeline(archive, createWriteStream(partial)).catch((cause: unknown) => {
      throw new AppError('backup_invalid', `The backup broke off: ${messageOf(cause)}.`, { cause });
    });
    const manifest = await checkBackup(partial);
    await rename(partial, file);
    return manifest;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
