import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes of all files below a folder. What goes away while it is counted does not count; a folder that is not there is empty. */
export async function folderBytes(folder: string): Promise<number> {
  let bytes = 0;
  // One after the other: counting must not take threads from the work.
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(ifGone([]))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += await folderBytes(path);
    else if (entry.isFile()) bytes += (await stat(path).catch(ifGone({ size: 0 }))).size;
  }
  return bytes;
}

function ifGone<T>(nothing: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return nothing;
    throw error;
  };
}
