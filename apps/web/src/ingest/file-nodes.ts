/** What lies in a folder of this device, by name. */
export type ListFolder = () => Promise<ReadonlyMap<string, FileNode>>;

/** A file or a folder of this device, opened when it is asked for. */
export type FileNode =
  | { readonly kind: 'file'; readonly open: () => Promise<File> }
  | { readonly kind: 'folder'; readonly list: ListFolder };

/** Files that were chosen, as the folders their paths name. */
export function folderOf(files: Iterable<readonly [path: string, file: File]>): ListFolder {
  const top = new Map<string, FileNode>();
  const folders = new Map([['', top]]);
  const inside = (folder: string): Map<string, FileNode> => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const made = new Map<string, FileNode>();
    folders.set(folder, made);
    const [above, name] = split(folder);
    inside(above).set(name, { kind: 'folder', list: async () => made });
    return made;
  };
  for (const [path, file] of files) {
    const [folder, name] = split(path);
    inside(folder).set(name, { kind: 'file', open: async () => file });
  }
  return async () => top;
}

function split(path: string): [folder: string, name: string] {
  const slash = path.lastIndexOf('/');
  return [path.slice(0, Math.max(0, slash)), path.slice(slash + 1)];
}

/** What was dropped; of a folder, what lies in it is asked for once. */
export function nodeOf(entry: FileSystemEntry): FileNode {
  if (entry.isFile) {
    const file = entry as FileSystemFileEntry;
    return { kind: 'file', open: () => new Promise((resolve, reject) => file.file(resolve, reject)) };
  }
  let listed: Promise<ReadonlyMap<string, FileNode>> | undefined;
  return { kind: 'folder', list: () => (listed ??= listEntries(entry as FileSystemDirectoryEntry)) };
}

async function listEntries(folder: FileSystemDirectoryEntry): Promise<ReadonlyMap<string, FileNode>> {
  const reader = folder.createReader();
  const inside = new Map<string, FileNode>();
  // A reader gives some entries at a time, and none when there are no more.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return inside;
    for (const child of some) inside.set(child.name, nodeOf(child));
  }
}
