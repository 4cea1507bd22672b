import type { BucketReader } from '@unseen/blobs';
import { AppError } from '@unseen/domain';
import type { FolderEntry, FolderTree } from '../readers/folder-tree.ts';

/**
 * A bucket as a tree of folders: `/` in a key stands between them.
 *
 * @param prefix - only keys that begin so; paths leave out the folders in it
 */
export function bucketTree(bucket: BucketReader, prefix: string): FolderTree {
  const above = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  const keyOf = (path: string) => above + path;
  return {
    list: async (path) => {
      const start = path === '.' ? prefix : `${keyOf(path)}/`;
      const folder = path === '.' ? above : start;
      const names: FolderEntry[] = [];
      for await (const { key, isFolder } of bucket.folder(start)) {
        const name = key.slice(folder.length, isFolder ? -1 : undefined);
        // What stores make to show an empty folder is a key that ends in a slash.
        if (name !== '' || isFolder) names.push(entryOf(name, isFolder));
      }
      return { real: start, names: names.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)) };
    },
    kindOf: async () => 'other',
    readHead: (path, bytes) => bucket.read(keyOf(path), bytes),
    readFile: async (path, maxBytes) => {
      const bytes = await bucket.read(keyOf(path), maxBytes + 1);
      if (bytes.length <= maxBytes) return bytes;
      throw new AppError(
        'image_too_large',
        `The object has more than ${Math.floor(maxBytes / 2 ** 20)} MB (UNSEEN_MAX_FILE_MB).`,
      );
    },
  };
}

function entryOf(name: string, isFolder: boolean): FolderEntry {
  return { name, isFile: () => !isFolder, isDirectory: () => isFolder, isSymbolicLink: () => false };
}
