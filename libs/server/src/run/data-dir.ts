import type { Config } from '@unseen/config';
import { AppError, messageOf } from '@unseen/domain';
import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { access, chmod, constants, mkdir, stat } from 'node:fs/promises';

/** Bytes that must be free for anything to be stored: what the embedded database writes ahead. */
const LEAST_FREE = 64 * 2 ** 20;
/** Files and sockets that a process on embedded stores has open before anything has happened, with room to spare. */
const LEAST_DESCRIPTORS = 256;
const OWNER_ONLY = 0o700;
const OTHERS = 0o077;

/** Whether a process keeps anything in its data directory but a secret. */
export function keepsData({ databaseUrl, qdrant, s3 }: Config): boolean {
  return databaseUrl === undefined || qdrant === undefined || s3 === undefined;
}

/** Where work that is too large for memory is put for a while: beside the data, where there is space, and not in the system's folder. */
export function scratchDir(config: Config): string {
  return keepsData(config) ? join(config.dataDir, 'scratch') : tmpdir();
}

/**
 * Makes the data directory, for its owner alone, and sees whether stores can work there: what they would say themselves of a full
 * disk helps nobody.
 *
 * @returns what to warn of
 * @throws AppError `data_dir_unusable` with a sentence that says what to do
 */
export async function prepareDataDir(dir: string): Promise<string[]> {
  let mode: number;
  try {
    // The first folder that was made; none when all were there.
    const made = await mkdir(dir, { recursive: true, mode: OWNER_ONLY });
    if (made !== undefined) await chmod(dir, OWNER_ONLY);
    await access(dir, constants.R_OK | constants.W_OK | constants.X_OK);
    mode = (await stat(dir)).mode;
  } catch (cause) {
    throw unusable(
      `The data directory ${dir} (UNSEEN_DATA_DIR) cannot be written to: ${messageOf(cause)}.`,
      cause,
    );
  }
  const free = freeBytes(dir);
  if (free < LEAST_FREE) {
    throw unusable(
      `No space is left for the data directory ${dir} (UNSEEN_DATA_DIR): ${megabytes(free)} MB are free.`,
    );
  }
  const descriptors = openFilesLimit();
  if (descriptors < LEAST_DESCRIPTORS) {
    throw unusable(
      `A process may have ${descriptors} files open here, and the embedded stores need ${LEAST_DESCRIPTORS}: raise the limit (ulimit -n).`,
    );
  }
  const wide = (mode & OTHERS) !== 0;
  return wide
    ? [`everyone on this machine can read ${dir}, with all pictures and captions in it: chmod 700 ${dir}`]
    : [];
}

/** What there is to know of the disk of the data directory; undefined: there is space. */
export function fullDiskNote(dir: string): string | undefined {
  const free = freeBytes(dir);
  return free < LEAST_FREE
    ? `No space is left for the data directory: ${megabytes(free)} MB are free, and nothing can be stored`
    : undefined;
}

function freeBytes(dir: string): number {
  try {
    const { bavail, bsize } = statfsSync(dir);
    return bavail * bsize;
  } catch {
    // A file system that does not say is not one that is full.
    return Infinity;
  }
}

function megabytes(bytes: number): number {
  return Math.floor(bytes / 1e6);
}

/** The limit of open files of this process, which Node has raised as far as it may. */
function openFilesLimit(): number {
  const report = process.report?.getReport() as unknown as
    { userLimits?: { open_files?: { soft?: number | string } } } | undefined;
  const soft = Number(report?.userLimits?.open_files?.soft);
  return Number.isFinite(soft) && soft > 0 ? soft : Infinity;
}

function unusable(detail: string, cause?: unknown): AppError {
  return new AppError('data_dir_unusable', detail, { cause });
}
