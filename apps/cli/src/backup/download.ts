import type { BackupManifest } from '@unseen/backup';
import type { Http } from '@unseen/client';
import { Readable } from 'node:stream';

/**
 * Takes a backup of the platform and reads it once more; only a whole one gets the name of the file.
 *
 * @throws UnseenError, AppError `backup_invalid`
 */
export async function download(http: Http, file: string): Promise<BackupManifest> {
  const { saveWhole } = await import('@unseen/backup');
  const { data } = await http.GET('/v1/backup', { parseAs: 'stream' });
  return saveWhole(Readable.fromWeb(data!), file);
}
