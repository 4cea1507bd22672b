import { constants, type Dirent, type ReadStream } from 'node:fs';
import { open, readdir, realpath, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { AppError } from '@unseen/domain';
import { findNear } from './near-names.ts';

/** How a refusal is worded: as a fault of the job's source, or of one entry in it. */
export type PathFault = 'source' | 'entry';

/** Milliseconds after which the time of a file's change tells it from every later change: some disks count in seconds. */
const SETTLED_MS = 2_000;

/** A folder that may be read: as configured, and where it really is when links lead to it. */
interface Root {
  readonly configured: string;
  readonly real: string;
}

/**
 * The folders bulk jobs may read from: the import root, and others that absolute paths may name. Paths go in as users
 * or manifests wrote them and come out "located": relative to the import root with forward slashes, absolute below the
 * others. Nothing outside is ever opened: names are checked as text first, then by real path, and once more against
 * the file that was really opened.
 */
export class ImportRoot {
  readonly #roots: readonly Root[];

  private constructor(roots: readonly Root[]) {
    this.#roots = roots;
  }

  /**
   * @param dir - the import root; need not be there yet
   * @param others - further folders that may be read by absolute path
   */
  static async open(dir: string, others: readonly string[] = []): Promise<ImportRoot> {
    const roots = [dir, ...others].map(async (folder) => ({
      configured: resolve(folder),
      real: await realFolder(resolve(folder)),
    }));
    return new ImportRoot(await Promise.all(roots));
  }

  /** The import root as it is configured. */
  get dir(): string {
    return this.#roots[0]!.configured;
  }

  /**
   * Locates a path a user wrote, without touching the disk.
   *
   * @param path - relative to `base`, or absolute below a root
   * @param base - a located folder
   * @throws AppError `source_outside_root` or `entry_outside_root`
   */
  locate(path: string, base: string, fault: PathFault): string {
    const written = path.replaceAll('\\', '/');
    if (/^[A-Za-z]:\//.test(written)) {
      throw outside(fault, path, 'is a path on a Windows drive: write it relative to the import root.');
    }
    if (written.includes('\0') || written.split('/').includes('..')) throw outside(fault, path);
    const full = resolve(this.#full(base), written);
    for (const [index, { real, configured }] of this.#roots.entries()) {
      for (const dir of [real, configured]) {
        if (!holds(dir, full)) continue;
        const inside = relative(dir, full).split(sep).join('/') || '.';
        return index === 0 ? inside : join(real, inside);
      }
    }
    throw outside(fault, path);
  }

  /** What a located path is, links followed. @throws AppError as {@link open} does */
  async kindOf(located: string, fault: PathFault): Promise<'file' | 'folder' | 'other'> {
    const real = await this.#realPath(located, fault);
    const found = await stat(real).catch((error: unknown) => {
      throw missing(error, fault, located);
    });
    return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
  }

  /**
   * The names in a located folder, sorted by code units, and its real path (two links may lead to one folder).
   *
   * @throws AppError as {@link open} does
   */
  async list(located: string, fault: PathFault): Promise<{ real: string; names: Dirent[] }> {
    const real = await this.#realPath(located, fault);
    const names = await readdir(real, { withFileTypes: true }).catch((error: unknown) => {
      throw missing(error, fault, located);
    });
    return { real, names: names.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)) };
  }

  /**
   * Opens a regular file below the root for reading.
   * The real path is compared with the file that was opened, so a link swapped in between cannot lead out.
   *
   * @throws AppError `source_not_found`/`entry_image_missing`, `source_outside_root`/`entry_outside_root`
   */
  async open(located: string, fault: PathFault): Promise<FileHandle> {
    return (await this.#openFile(located, fault)).handle;
  }

  async #openFile(located: string, fault: PathFault): Promise<{ handle: FileHandle; size: number }> {
    // O_NONBLOCK: opening a pipe must not hang.
    const flags = constants.O_RDONLY | constants.O_NONBLOCK;
    const handle = await open(this.#full(located), flags).catch(async (error: unknown) => {
      if (!isAbsent(error)) throw missing(error, fault, located);
      return open(await this.#realPath(located, fault), flags).catch((again: unknown) => {
        throw missing(again, fault, located);
      });
    });
    try {
      const opened = await handle.stat();
      const named = await stat(await this.#realPath(located, fault));
      if (opened.dev !== named.dev || opened.ino !== named.ino) throw outside(fault, located);
      if (!opened.isFile()) throw notThere(fault, 'It is not a regular file.');
      return { handle, size: opened.size };
    } catch (error) {
      await handle.close();
      throw error instanceof AppError ? error : missing(error, fault, located);
    }
  }

  /**
   * The whole of a file.
   *
   * @param maxBytes - a larger file is refused unread
   * @throws AppError as {@link open}, and `image_too_large`
   */
  async readFile(located: string, maxBytes: number, fault: PathFault): Promise<Uint8Array> {
    const { handle, size } = await this.#openFile(located, fault);
    try {
      if (size > maxBytes) {
        throw new AppError(
          'image_too_large',
          `The file has ${inMb(size)} MB; at most ${inMb(maxBytes)} are read (UNSEEN_MAX_FILE_MB).`,
        );
      }
      return await readAtMost(handle, size);
    } finally {
      await handle.close();
    }
  }

  /**
   * Where a file lies, its size and when it was last changed, as one text: while it stays the same, so does the file.
   * Undefined for a file that was changed a moment ago: the next change might not show.
   *
   * @throws AppError as {@link open}
   */
  async stampOf(located: string, fault: PathFault): Promise<string | undefined> {
    const found = await stat(await this.#realPath(located, fault)).catch((error: unknown) => {
      throw missing(error, fault, located);
    });
    if (Date.now() - found.mtimeMs < SETTLED_MS) return undefined;
    return JSON.stringify([located, found.size, found.mtimeMs]);
  }

  /** The first bytes of a file. @throws AppError as {@link open} */
  async readHead(located: string, bytes: number, fault: PathFault): Promise<Uint8Array> {
    const { handle, size } = await this.#openFile(located, fault);
    try {
      return await readAtMost(handle, Math.min(size, bytes));
    } finally {
      await handle.close();
    }
  }

  /** A stream over a file; closes it at its end. @throws AppError as {@link open} */
  async stream(located: string, fault: PathFault): Promise<ReadStream> {
    const handle = await this.open(located, fault);
    return handle.createReadStream({ highWaterMark: 256 * 1024 });
  }

  async #realPath(located: string, fault: PathFault): Promise<string> {
    const real = await realpath(this.#full(located)).catch(async (error: unknown) => {
      if (!isAbsent(error)) throw missing(error, fault, located);
      const near = await findNear(this.#roots[0]!.real, located);
      const real = await realpath(this.#full(near.path ?? near.miss ?? located)).catch(() => undefined);
      // What lies outside is not even named.
      const inside = real !== undefined && this.#roots.some((root) => holds(root.real, real));
      if (near.path !== undefined && inside) return real;
      throw absent(fault, located, inside ? near.miss : undefined, error);
    });
    if (!this.#roots.some((root) => holds(root.real, real))) throw outside(fault, located);
    return real;
  }

  #full(located: string): string {
    return resolve(this.#roots[0]!.real, located);
  }
}

/** Bytes as megabytes, for messages. */
function inMb(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}

/** The real path of a folder; of one that is not there yet, as far as it is there. */
async function realFolder(dir: string): Promise<string> {
  try {
    return await realpath(dir);
  } catch (error) {
    const parent = dirname(dir);
    if (parent === dir) throw error;
    return join(await realFolder(parent), basename(dir));
  }
}

/** Whether an absolute path is a folder or lies below it, by its text alone. */
function holds(dir: string, full: string): boolean {
  const path = relative(dir, full);
  return path === '' || (path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path));
}

/** Reads up to the size the file had when it was opened: one that grows meanwhile cannot exceed the limit. */
async function readAtMost(handle: FileHandle, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let filled = 0;
  while (filled < size) {
    const { bytesRead } = await handle.read(bytes, filled, size - filled, filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled === size ? bytes : bytes.subarray(0, filled);
}

/** @param path - as it was written */
function outside(fault: PathFault, path: string, why = 'leads outside the import root.'): AppError {
  const code = fault === 'source' ? 'source_outside_root' : 'entry_outside_root';
  return new AppError(code, `"${path.slice(0, 300)}" ${why}`);
}

function notThere(fault: PathFault, detail: string, cause?: unknown): AppError {
  return new AppError(fault === 'source' ? 'source_not_found' : 'entry_image_missing', detail, { cause });
}

/** Whether an error says that there is nothing at a path. */
function isAbsent(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG';
}

/** The error for a path at which there is nothing. @param miss - a path that differs in case alone */
function absent(fault: PathFault, path: string, miss: string | undefined, cause: unknown): AppError {
  const near = miss === undefined ? '' : `; there is "${miss}"`;
  return notThere(fault, `There is no "${path.slice(0, 300)}" in the import root${near}.`, cause);
}

/** The catalogue's word for a file-system error; running out of descriptors is our trouble, not the entry's. */
function missing(error: unknown, fault: PathFault, path: string): AppError {
  if (error instanceof AppError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EMFILE':
    case 'ENFILE':
      return new AppError('overloaded', 'Too many files are open.', { cause: error });
    case 'ELOOP':
      return outside(fault, path);
    case 'EACCES':
    case 'EPERM':
      return notThere(fault, `"${path}" may not be read: permission denied.`, error);
    default:
      return notThere(
        fault,
        `"${path}" cannot be read (${typeof code === 'string' ? code : 'unknown error'}).`,
        error,
      );
  }
}
