import { AppError } from '@unseen/domain';
import { createHash } from 'node:crypto';
import { SPLIT_FORMAT, SPLIT_PARTS, type SplitFile } from '@unseen/evaluation';
import type { ClassTerms } from './class-terms.ts';
import { findLeaks } from './find-leaks.ts';
import { nameFinder } from './find-named.ts';
import { planSplit, type LabelledPicture, type SplitShares } from './plan-split.ts';

/** What a split is made from. */
export interface SplitInput {
  readonly name: string;
  /** Format of the captions, and the SHA-256 of every file read, by name. */
  readonly source: SplitFile['source'];
  readonly pictures: readonly LabelledPicture[];
  readonly classes: readonly Required<ClassTerms>[];
  readonly shares: SplitShares;
}

/** A split and its lists of picture names, by file name. */
export interface MadeSplit {
  readonly file: SplitFile;
  readonly lists: Readonly<Record<string, string>>;
}

/**
 * Makes a zero-shot split and checks it for leaks by another way than it was made.
 * @throws AppError `evaluation_empty` when nothing is left to train on or to test on, `internal` when the check finds a leak
 */
export function makeSplit({ name, source, pictures, classes, shares }: SplitInput): MadeSplit {
  const planned = planSplit(pictures, classes, nameFinder(classes), shares);
  const kept = planned.flatMap(({ id, part, classes: own }) =>
    part ? [{ id, part, classes: [...own] }] : [],
  );
  const lists = listsOf(kept);
  for (const part of ['train', 'test-unseen'] as const) {
    if (lists[`${part}.txt`] === '')
      throw new AppError('evaluation_empty', `No picture is left for ${part}: hold out other classes.`);
  }
  const content = {
    format: SPLIT_FORMAT,
    name,
    source,
    seed: shares.seed,
    classes: classes.map((one) => ({ name: one.name, seen: one.seen, terms: [...one.synonyms] })),
    pictures: kept,
    excluded: planned.filter(({ part }) => part === undefined).map(({ id }) => id),
    lists: Object.fromEntries(
      Object.entries(lists).map(([file, text]) => [
        file,
        { pictures: text.split('\n').length - 1, sha256: sha256(text) },
      ]),
    ),
  } as const;
  const file: SplitFile = { ...content, sha256: sha256(JSON.stringify(content)) };
  const [leak] = findLeaks(file, pictures);
  if (leak) throw new AppError('internal', `The split leaks: ${leak.id} shows "${leak.class}".`);
  return { file, lists };
}

/** One list per part, and `test.txt` with seen and unseen pictures together: the gallery of the generalized setting. */
function listsOf(pictures: SplitFile['pictures']): Record<string, string> {
  const list = (...parts: string[]) =>
    pictures
      .filter(({ part }) => parts.includes(part))
      .map(({ id }) => `${id}\n`)
      .join('');
  return {
    ...Object.fromEntries(SPLIT_PARTS.map((part) => [`${part}.txt`, list(part)])),
    'test.txt': list('test-seen', 'test-unseen'),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
