import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readPackId } from './load-pack.ts';

/**
 * Finds the packs in the folders of a folder, by their `name@version`. A folder that is no pack is passed over; so is one that is
 * not there.
 * @returns the folder of each pack
 */
export async function findPacks(below: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const entry of await readdir(below, { withFileTypes: true }).catch(() => [])) {
    if (!entry.isDirectory() && !entry.isSymbolicLink()) continue;
    const dir = join(below, entry.name);
    const id = await readPackId(dir).catch(() => undefined);
    if (id !== undefined) found.set(id, dir);
  }
  return found;
}
