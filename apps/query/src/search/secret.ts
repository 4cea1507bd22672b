import type { Config } from '@unseen/config';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

const SECRET_BYTES = 32;

/**
 * The secret of an installation, 32 bytes: the configured one, which replicas share, or one made at the first start and kept
 * in the data directory. Cursors stay valid across restarts.
 */
export async function readSecret({ search, dataDir }: Config): Promise<Uint8Array> {
  if (search.secret !== undefined) return createHash('sha256').update(search.secret).digest();
  const path = join(dataDir, 'secret');
  await mkdir(dataDir, { recursive: true });
  const kept = await readFile(path).catch(() => undefined);
  if (kept?.length === SECRET_BYTES) return kept;
  const made = `${path}.${randomUUID()}`;
  try {
    await writeDown(made, randomBytes(SECRET_BYTES));
    // Beside others that start, the first one counts; what a crash left unfinished does not.
    if (kept === undefined)
      await link(made, path).catch((error: unknown) => (isThere(error) ? undefined : rename(made, path)));
    else await rename(made, path);
  } finally {
    await rm(made, { force: true });
  }
  return readFile(path);
}

/** Writes a file that is whole on disk before it gets its name. */
async function writeDown(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

function isThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
