import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Names that {@link backupName} gives, and what a process that dies leaves of one. */
const NAME = /^unseen-\d{8}T\d{6}Z\.tar$/;
const UNFINISHED = /^unseen-\d{8}T\d{6}Z\.tar\.partial$/;

/** Name of a backup taken at a time; names sort as their times do. */
export function backupName(at: Date): string {
  return `unseen-${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z.tar`;
}

/** Removes what is left of backups that were cut short. */
export async function removeUnfinished(folder: string): Promise<void> {
  await remove(
    folder,
    (await readdir(folder)).filter((name) => UNFINISHED.test(name)),
  );
}

/**
 * Removes all but the newest backups of a folder. Files of other names stay.
 *
 * @param keep - at least 1
 * @returns the names of the backups removed
 */
export async function keepNewest(folder: string, keep: number): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => NAME.test(name)).sort();
  const old = names.slice(0, -keep);
  await remove(folder, old);
  return old;
}

async function remove(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) await rm(join(folder, name), { force: true });
}
