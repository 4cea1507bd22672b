import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Api } from '../http/api.ts';
import { type OutgoingItem, sendItems } from '../import/send-items.ts';
import { isHidden, isPictureName } from '@unseen/imaging/types';

/** Sends every picture below a folder to the platform; the id is the relative path. */
export async function uploadFolder(
  api: Api,
  folder: string,
  collection: string | undefined,
  json: boolean,
): Promise<void> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && isPictureName(entry.name) === 'yes')
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !isHidden(relative(folder, file).split(sep).join('/')))
    .sort();
  const items = itemsOf(folder, files);
  await sendItems(api, { items, total: files.length, collection, passOver: false }, json);
}

async function* itemsOf(folder: string, files: readonly string[]): AsyncGenerator<OutgoingItem, void> {
  for (const file of files) {
    yield {
      id: relative(folder, file).split(sep).join('/'),
      load: async () => ({ image: await readFile(file) }),
    };
  }
}
