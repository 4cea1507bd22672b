import type { Config } from '@unseen/config';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The secret of an installation, 32 bytes: the configured one, which replicas share, or one made at the first start and kept
 * in the data directory. Cursors stay valid across restarts.
 */
export async function readSecret({ search, dataDir }: Config): Promise<Uint8Array> {
  if (search.secret !== undefined) return createHash('sha256').update(search.secret).digest();
  const path = join(dataDir, 'secret');
  await mkdir(dataDir, { recursive: true });
  try {
    await writeFile(path, randomBytes(32), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFile(path);
}
