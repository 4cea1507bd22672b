import { type FileNode, folderOf, type ListFolder, nodeOf } from './file-nodes.ts';
import type { Chosen } from './read-folder.ts';
import type { Upload } from './upload-queue.ts';

/** What browsers that keep handles of files say beyond the types of TypeScript. */
interface WithHandle {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

/** What was chosen, with the paths when it is a folder. */
export async function readFiles(files: readonly File[]): Promise<Chosen> {
  const paths = files.map((file): [string, File] => [file.webkitRelativePath || file.name, file]);
  const [folder = ''] = paths[0]?.[0].split('/', 1) ?? [];
  // The pictures of one folder are named from there, as they are by the command line and in a job.
  const above = `${folder}/`;
  if (!paths.every(([path]) => path.startsWith(above))) return read(folderOf(paths));
  return read(folderOf(paths.map(([path, file]) => [path.slice(above.length), file])), above);
}

/** What was dropped, folders read to the bottom. Must be called before the drop event is over: afterwards its items are gone. */
export async function readDrop(data: DataTransfer): Promise<Chosen> {
  const items = [...data.items].filter(({ kind }) => kind === 'file');
  const entries = items.flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return readFiles([...data.files]);
  // Asked for now, too: with a handle the page finds the files again after it was closed.
  const asked = items.map(handleOf);
  const nodes = entries.map((entry): [string, FileNode] => [entry.name, nodeOf(entry)]);
  const [[name, only]] = nodes as [[string, FileNode]];
  const chosen =
    nodes.length === 1 && only.kind === 'folder'
      ? await read(only.list, `${name}/`)
      : await read(async () => new Map(nodes));
  const handles = await Promise.all(asked);
  const sources = new Map(handles.flatMap((handle) => (handle ? [[handle.name, handle]] : [])));
  const withSource = (upload: Upload): Upload => {
    const source = sources.get(upload.path.split('/', 1)[0]!);
    return source === undefined ? upload : { ...upload, source };
  };
  return { ...chosen, uploads: chosen.uploads.map(withSource) };
}

/** What the page may come back to later; null where the browser gives it nothing. */
async function handleOf(item: DataTransferItem): Promise<FileSystemHandle | null> {
  try {
    return (await (item as WithHandle).getAsFileSystemHandle?.()) ?? null;
  } catch {
    return null;
  }
}

/** The rules for folders come with the first of them. */
async function read(list: ListFolder, above?: string): Promise<Chosen> {
  const { readFolder } = await import('./read-folder.ts');
  return readFolder(list, above);
}
