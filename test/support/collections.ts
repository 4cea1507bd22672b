import { copyFile, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PICTURES } from './pictures.ts';

/** Copies some of the emoji pictures into a folder and returns their names. */
export async function pictureFolder(folder: string, count: number): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const names = (await readdir(PICTURES))
    .filter((name) => /^1f[0-9a-f]{3}\.webp$/.test(name))
    .slice(0, count);
  await Promise.all(names.map((name) => copyFile(join(PICTURES, name), join(folder, name))));
  return names.sort();
}

/** Adds what a careless or hostile hand might leave among pictures; returns how many failures that makes. */
export async function spoil(folder: string): Promise<number> {
  await writeFile(join(folder, 'empty.jpg'), '');
  await writeFile(join(folder, 'text.png'), 'not a picture');
  await writeFile(join(folder, 'notes.md'), 'not even an image by name: passed over');
  await symlink('/etc/passwd', join(folder, 'link.jpg'));
  return 3;
}
