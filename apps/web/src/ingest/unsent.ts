import { createStore, delMany, entries, setMany, type UseStore } from 'idb-keyval';
import { changes } from '../platform/changes.ts';
import type { Said, Upload } from './upload-queue.ts';

/** A file that was to be sent, as the browser remembers it: what it was, not what is in it. */
export interface Unsent {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly lastModified: number;
  readonly collection: string;
  readonly said: Said;
  /** The tab that was to send it. */
  readonly session: string;
  /** The file, or the folder that was dropped with it, where the browser lets pages come back to it. */
  readonly source?: FileSystemHandle;
}

/** Files of tabs that are gone, under the names they are kept by. */
export type UnsentFiles = ReadonlyMap<string, Unsent>;

const NONE: UnsentFiles = new Map();
const { tell, use } = changes('unseen:unsent');
/** This tab, among those that send. */
const session = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
const lockOf = (of: string) => `unseen:uploads:${of}`;

let store: UseStore | undefined;
let files = NONE;
let count = 0;
let alive = false;

/** A browser may keep nothing for a page: then there is nothing to come back to, and uploads go on as ever. */
async function withStore<T>(work: (store: UseStore) => Promise<T>): Promise<T | undefined> {
  try {
    return await work((store ??= createStore('unseen-unsent', 'files')));
  } catch {
    return undefined;
  }
}

/** Remembers files that wait to be sent. @returns the name each is kept by */
export async function remember(uploads: readonly Upload[], collection: string): Promise<string[]> {
  liveOn();
  const named = uploads.map(({ file, id, path, source, said }): [string, Unsent] => {
    const { name, size, lastModified } = file;
    return [
      `${session}:${String(count++).padStart(8, '0')}`,
      {
        id,
        path,
        name,
        size,
        lastModified,
        collection,
        session,
        said,
        ...(source && { source }),
      },
    ];
  });
  await withStore((to) => setMany(named, to));
  return named.map(([key]) => key);
}

/** Forgets files: they are sent, or nobody wants them sent any more. */
export async function forget(keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await withStore((from) => delMany([...keys], from));
  if (!keys.some((key) => files.has(key))) return;
  files = new Map([...files].filter(([key]) => !keys.includes(key)));
  tell();
}

/** Looks for files of tabs that were closed before they were sent. */
export async function findUnsent(): Promise<void> {
  const kept = (await withStore((from) => entries<string, Unsent>(from))) ?? [];
  const held = await livingSessions();
  files = new Map(kept.filter(([, { session: of }]) => of !== session && !held.has(of)).sort());
  tell();
}

/** Files of tabs that were closed before they were sent; none until they have been looked for. */
export function useUnsent(): UnsentFiles {
  use();
  return files;
}

/** Other tabs are told that this one is there for as long as it is. */
function liveOn(): void {
  if (alive) return;
  alive = true;
  void navigator.locks?.request(lockOf(session), () => new Promise<never>(() => undefined));
}

async function livingSessions(): Promise<ReadonlySet<string>> {
  // Outside of a secure context no tab knows of others: a file may be sent twice, and is there once.
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return new Set(held.flatMap(({ name }) => name?.split(lockOf('')).slice(1) ?? []));
}

/** What tells a file from others, wherever it is chosen from. */
function signOf({ name, size, lastModified }: Pick<File, 'name' | 'size' | 'lastModified'>): string {
  return `${name}\n${size}\n${lastModified}`;
}

/** Which of some files are unsent ones, chosen again. @returns each with the name it is kept by */
export function matchUnsent(
  unsent: UnsentFiles,
  chosen: readonly Upload[],
): { readonly key: string; readonly upload: Upload; readonly collection: string }[] {
  const bySign = new Map<string, string[]>();
  for (const [key, file] of unsent) bySign.set(signOf(file), [...(bySign.get(signOf(file)) ?? []), key]);
  return chosen.flatMap((upload) => {
    const key = bySign.get(signOf(upload.file))?.shift();
    const known = key === undefined ? undefined : unsent.get(key);
    return known === undefined || key === undefined
      ? []
      : [
          {
            key,
            upload: { ...upload, id: known.id, path: known.path, said: known.said },
            collection: known.collection,
          },
        ];
  });
}

/** What the standard of files on disk says beyond the types of TypeScript. */
interface Asking {
  requestPermission?(options: { mode: 'read' }): Promise<PermissionState>;
}

/** Opens unsent files by the handles the browser has kept; those it may not read, or that are gone, are left out. */
export async function reopen(
  unsent: UnsentFiles,
): Promise<{ readonly key: string; readonly upload: Upload; readonly collection: string }[]> {
  const opened: { key: string; upload: Upload; collection: string }[] = [];
  const allowed: [FileSystemHandle, boolean][] = [];
  for (const [key, { id, path, collection, source, said }] of unsent) {
    if (source === undefined) continue;
    const asked = source.kind === 'directory' ? await findFolder(allowed, source) : undefined;
    const may = asked ?? (await mayRead(source));
    if (asked === undefined && source.kind === 'directory') allowed.push([source, may]);
    if (!may) continue;
    const file = await fileOf(source, path).catch(() => undefined);
    if (file !== undefined) opened.push({ key, upload: { file, id, path, source, said }, collection });
  }
  return opened;
}

/** What was answered for a folder before: each file of it has kept a handle of its own. */
async function findFolder(
  allowed: readonly (readonly [FileSystemHandle, boolean])[],
  folder: FileSystemHandle,
): Promise<boolean | undefined> {
  for (const [of, may] of allowed) if (await of.isSameEntry(folder)) return may;
  return undefined;
}

async function mayRead(source: FileSystemHandle): Promise<boolean> {
  const asked = (source as Asking).requestPermission?.({ mode: 'read' });
  return asked === undefined || (await asked.catch(() => 'denied')) === 'granted';
}

/** @param path - from the folder that was dropped on: its own name comes first */
async function fileOf(source: FileSystemHandle, path: string): Promise<File> {
  if (source instanceof FileSystemFileHandle) return source.getFile();
  const [, ...steps] = path.split('/');
  let folder = source as FileSystemDirectoryHandle;
  for (const step of steps.slice(0, -1)) folder = await folder.getDirectoryHandle(step);
  return (await folder.getFileHandle(steps.at(-1) ?? '')).getFile();
}
