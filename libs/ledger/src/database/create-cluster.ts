import { access, chmod, rename, rm } from 'node:fs/promises';
import { PgliteThread } from './pglite-thread.ts';

/**
 * Makes a Postgres cluster where there is none. It is built aside and moved into place whole, so that a process
 * killed half-way leaves nothing that looks like a cluster; and in a thread of its own, whose 300 MB go with it.
 * @param dir - folder of the cluster; its parent exists and is locked by the caller
 * @throws AppError `ledger_unavailable` when the cluster cannot be made
 */
export async function createClusterIfMissing(dir: string): Promise<void> {
  if (await exists(dir)) {
    return;
  }
  const draft = `${dir}.new`;
  await rm(draft, { recursive: true, force: true });
  const thread = new PgliteThread({ dir: draft });
  await thread.ready();
  await thread.call({ kind: 'close' });
  await thread.ended;
  // PGlite makes its files writable by everyone: keep everyone else out of the folder.
  await chmod(draft, 0o700);
  await rename(draft, dir);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
