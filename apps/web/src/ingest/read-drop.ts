import { isPictureName } from '@unseen/imaging/types';
import type { Upload } from './upload-queue.ts';

/** Whether a file looks like a picture the platform takes; it decides by the content later. */
export function isPicture({ name, type }: { name: string; type: string }): boolean {
  return isPictureName(name) === 'yes' || (type.startsWith('image/') && type !== 'image/svg+xml');
}

/** The pictures among chosen files, with their paths when a folder was chosen. */
export function readFiles(files: Iterable<File>): Upload[] {
  return [...files].filter(isPicture).map((file) => ({ file, path: file.webkitRelativePath || file.name }));
}

/**
 * The pictures among what was dropped, folders read to the bottom, in the order of their paths. Must be called
 * before the drop event is over: afterwards its items are gone.
 */
export async function readDrop(data: DataTransfer): Promise<Upload[]> {
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return readFiles(data.files);
  const found = await Promise.all(entries.map(readEntry));
  return found.flat().sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function readEntry(entry: FileSystemEntry): Promise<Upload[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return isPicture(file) ? [{ file, path: entry.fullPath.replace(/^\//, '') }] : [];
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
