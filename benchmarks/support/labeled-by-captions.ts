import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A picture and the class it shows. */
export interface LabeledPicture {
  readonly path: string;
  readonly label: string;
}

/**
 * Pictures of a Flickr-style set that show one class: at least three of the five captions name it, and none names another.
 * @param captions - token file, `name#0<TAB>caption` per line
 * @param wanted - names of the pictures to use
 * @param find - the classes that a caption names
 */
export async function labeledByCaptions(
  folder: string,
  captions: string,
  wanted: ReadonlySet<string>,
  find: (caption: string) => readonly string[],
): Promise<LabeledPicture[]> {
  const counts = new Map<string, Map<string, number>>();
  for (const line of (await readFile(captions, 'utf8')).split('\n')) {
    const [, name, caption] = /^(.+?)#\d+\t(.+)$/.exec(line.trim()) ?? [];
    if (name === undefined || !wanted.has(name)) continue;
    const own = counts.get(name) ?? new Map<string, number>();
    for (const label of find(caption!)) own.set(label, (own.get(label) ?? 0) + 1);
    counts.set(name, own);
  }
  return [...counts].flatMap(([name, own]): LabeledPicture[] => {
    const [first, ...others] = own;
    return first && others.length === 0 && first[1] >= 3
      ? [{ path: join(folder, name), label: first[0] }]
      : [];
  });
}
