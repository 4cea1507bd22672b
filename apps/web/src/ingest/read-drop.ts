import { isPictureName } from '@unseen/imaging/types';
import type { Upload } from './upload-queue.ts';

/** What was chosen or dropped: the pictures, and how many files are none, by their endings. */
export interface Chosen {
  readonly uploads: readonly Upload[];
  readonly passedOver: ReadonlyMap<string, number>;
}

/** What browsers that keep handles of files say beyond the types of TypeScript. */
interface WithHandle {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

/** Whether a file looks like a picture the platform takes; it decides by the content later. */
export function isPicture({ name, type }: { name: string; type: string }): boolean {
  return isPictureName(name) === 'yes' || (type.startsWith('image/') && type !== 'image/svg+xml');
}

/** What was chosen, with the paths when it is a folder. */
export function readFiles(files: Iterable<File>): Chosen {
  return choose([...files].map((file) => ({ file, path: file.webkitRelativePath || file.name })));
}

/**
 * What was dropped, folders read to the bottom, in the order of the paths. Must be called before the drop event is over:
 * afterwards its items are gone.
 */
export async function readDrop(data: DataTransfer): Promise<Chosen> {
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return readFiles(data.files);
  // Asked for now, too: with a handle the page finds the files again after it was closed.
  const handles = [...data.items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => (item as WithHandle).getAsFileSystemHandle?.().catch(() => null));
  const found = await Promise.all(
    entries.map(async (entry, at) => {
      const source = (await handles[at]) ?? undefined;
      return (await readEntry(entry)).map((upload) => ({ ...upload, ...(source && { source }) }));
    }),
  );
  return choose(found.flat().sort((a, b) => (a.path < b.path ? -1 : 1)));
}

function choose(files: readonly Upload[]): Chosen {
  const passedOver = new Map<string, number>();
  for (const { file } of files) {
    // What a system keeps beside the files is nobody's picture: nothing to tell.
    if (isPicture(file) || file.name.startsWith('.')) continue;
    const ending = /\.[^.]+$/.exec(file.name)?.[0].toLowerCase() ?? file.name;
    passedOver.set(ending, (passedOver.get(ending) ?? 0) + 1);
  }
  return { uploads: files.filter(({ file }) => isPicture(file)), passedOver };
}

async function readEntry(entry: FileSystemEntry): Promise<Upload[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [{ file, path: entry.fullPath.replace(/^\//, '') }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const inside: Upload[] = [];
  // A reader gives some entries at a time, and none when there are no more.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return inside;
    for (const child of some) inside.push(...(await readEntry(child)));
  }
}
