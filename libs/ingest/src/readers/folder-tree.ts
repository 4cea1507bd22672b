import type { PathFault } from '../paths/import-root.ts';

/** A name in a folder, and what it names. */
export interface FolderEntry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/** Where the files of a folder are read from: a disk below an import root, or a bucket. Paths have forward slashes; `.` is the whole. */
export interface FolderTree {
  /**
   * The names in a folder in code-unit order, and what tells it from every other.
   *
   * @throws AppError `source_*` or `entry_*` when it may not be read
   */
  list(path: string, fault: PathFault): Promise<{ real: string; names: readonly FolderEntry[] }>;
  /** What a link leads to. @throws AppError as {@link list} */
  kindOf(path: string, fault: PathFault): Promise<'file' | 'folder' | 'other'>;
  /** The first bytes of a file. @throws AppError `entry_image_missing` */
  readHead(path: string, bytes: number, fault: PathFault): Promise<Uint8Array>;
  /** The whole of a file. @throws AppError `entry_image_missing`, `image_too_large` */
  readFile(path: string, maxBytes: number, fault: PathFault): Promise<Uint8Array>;
}
