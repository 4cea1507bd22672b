import type { BackupManifest } from '@unseen/backup';
import { AppError, messageOf } from '@unseen/contracts';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Api } from '../http/api.ts';

/**
 * Takes a backup of the platform and reads it once more; only a whole one gets the name of the file.
 *
 * @throws RequestError, AppError `backup_invalid`
 */
export async function download(api: Api, file: string): Promise<BackupManifest> {
  const { checkBackup } = await import('@unseen/backup');
  const partial = `${file}.partial`;
  const body = await api.stream('GET', '/v1/backup');
  try {
    await pipeline(Readable.fromWeb(body), createWriteStream(partial)).catch((cause: unknown) => {
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
