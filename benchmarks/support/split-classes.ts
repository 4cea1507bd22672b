import { parseSplitFile } from '@unseen/evaluation';
import { readFile } from 'node:fs/promises';
import { nameFinder } from '../../apps/cli/src/split/find-named.ts';
import { labeledByCaptions } from './labeled-by-captions.ts';
import type { ClassTask } from './class-task.ts';

/**
 * The classes of a split that `unseen split` wrote, and those pictures that nothing was trained on.
 * A class's words are its name and its terms, as the split has them: no caption that was trained on holds those of an unseen one.
 * @param path - its `split.json`
 */
export async function classesOfSplit(folder: string, captions: string, path: string): Promise<ClassTask> {
  const split = parseSplitFile(await readFile(path, 'utf8'));
  const words = split.classes.map(({ name, terms }) => ({ name, synonyms: terms }));
  const kept = split.pictures.filter(({ part }) => part !== 'train').map(({ id }) => id);
  return {
    labeled: await labeledByCaptions(folder, captions, new Set(kept), nameFinder(words)),
    classes: Object.fromEntries(words.map((each) => [each.name, each])),
    unseen: new Set(split.classes.filter(({ seen }) => !seen).map(({ name }) => name)),
  };
}
