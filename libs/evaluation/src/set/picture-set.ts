import type { SkippedEntry } from '@unseen/domain';

/** One picture of an evaluation set. */
export interface SetPicture {
  /** Its file name in the annotations. */
  readonly id: string;
  /** Where the file lies, located below the import root. */
  readonly path: string;
  /** At least one. */
  readonly captions: readonly string[];
  /** Whether it shows a class that was held out of training, where the split says. */
  readonly group?: 'seen' | 'unseen';
}

/** Captioned pictures, in the order of the annotations. */
export interface PictureSet {
  readonly pictures: readonly SetPicture[];
  /** What is in the annotations or the split and cannot take part. */
  readonly skipped: readonly SkippedEntry[];
  /** What was kept, in words: `split test`, `the 1000 pictures of a list`. */
  readonly kept: string;
}
