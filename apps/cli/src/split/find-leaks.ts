import type { SplitFile } from '@unseen/evaluation';
import { nameFinder } from './find-named.ts';
import type { LabelledPicture } from './plan-split.ts';

/** Something trained on that shows or names what was held out. */
export interface Leak {
  readonly id: string;
  /** The held-out class. */
  readonly class: string;
  /** The caption that names it; absent: a label of the picture, or the picture itself is in a test part too. */
  readonly caption?: string;
}

/**
 * Looks for leaks in a split file, whoever wrote it: every caption and label of the pictures for training and validation
 * against every word of the held-out classes, and pictures that are in two parts.
 * @param pictures - all pictures the split is about
 */
export function findLeaks(split: SplitFile, pictures: readonly LabelledPicture[]): Leak[] {
  const heldOut = split.classes.filter(({ seen }) => !seen);
  const names = new Set(heldOut.map(({ name }) => name));
  const find = nameFinder(heldOut.map(({ name, terms }) => ({ name, synonyms: terms })));
  const parts = new Map<string, string>();
  const leaks: Leak[] = [];
  for (const { id, part } of split.pictures) {
    const known = parts.get(id);
    if (known !== undefined && known !== part) leaks.push({ id, class: `${known} and ${part}` });
    parts.set(id, part);
  }
  for (const { id, captions, labels } of pictures) {
    const part = parts.get(id);
    if (part !== 'train' && part !== 'validation') continue;
    for (const label of labels) if (names.has(label)) leaks.push({ id, class: label });
    for (const caption of captions)
      for (const name of find(caption)) leaks.push({ id, class: name, caption });
  }
  return leaks;
}
