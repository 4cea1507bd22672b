import type { LabeledPicture } from './labeled-by-captions.ts';
import type { ClassText } from './subgroups.ts';

/** Pictures to tell apart, the words of their classes, and which of these count as unseen. */
export interface ClassTask {
  readonly labeled: readonly LabeledPicture[];
  readonly classes: Readonly<Record<string, ClassText>>;
  readonly unseen: ReadonlySet<string>;
}
