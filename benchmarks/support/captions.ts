import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A caption and the picture it describes. */
export interface Caption {
  readonly picture: string;
  readonly text: string;
}

/** The picture names of a list; undefined without a list. */
export async function readNames(list: string | undefined): Promise<string[] | undefined> {
  if (list === undefined) return undefined;
  const lines = (await readFile(list, 'utf8')).split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '');
}

/** Captions of a token file (`name#0<TAB>caption`), of the named pictures where names are given. */
export async function readCaptions(file: string, names: readonly string[] | undefined): Promise<Caption[]> {
  const wanted = names && new Set(names);
  return (await readFile(file, 'utf8')).split('\n').flatMap((line): Caption[] => {
    const [, picture, text] = /^(.+?)#\d+\t(.+)$/.exec(line.trim()) ?? [];
    if (picture === undefined || text === undefined || wanted?.has(picture) === false) return [];
    return [{ picture, text }];
  });
}

/** A folder with copies of the named pictures alone, for a job to read. */
export async function gallery(
  pictures: string,
  names: readonly string[],
): Promise<{ dir: string; remove(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'unseen-gallery-'));
  for (const name of new Set(names)) await copyFile(join(pictures, name), join(dir, name));
  return { dir, remove: () => rm(dir, { recursive: true }) };
}
