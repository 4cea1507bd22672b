import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PICTURES } from '../../support/pictures.ts';

/** Copies pictures of the sample collection into a folder: more than a page of hits. Returns how many. */
export async function manyPictures(folder: string, count: number): Promise<number> {
  await mkdir(folder, { recursive: true });
  const names = (await readdir(PICTURES)).filter((name) => /^1f3[4-9]\w\.webp$/.test(name)).sort();
  const some = names.slice(0, count);
  await Promise.all(some.map((name) => cp(join(PICTURES, name), join(folder, name))));
  return some.length;
}
