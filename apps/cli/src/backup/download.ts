import type { BackupManifest } from '@unseen/backup';
import { Readable } from 'node:stream';
import type { Api } from '../http/api.ts';

/**
 * Takes a backup of the platform and reads it once more; only a whole one gets the name of the file.
 *
 * @throws RequestError, AppError `backup_invalid`
 */
export async function download(api: Api, file: string): Promise<BackupManifest> {
  const { saveWhole } = await import('@unseen/backup');
  return saveWhole(Readable.fromWeb(await api.stream('GET', '/v1/backup')), file);
}
