import { createHash } from 'node:crypto';
import type { SplitPart } from '@unseen/evaluation';
import type { NameFinder } from './find-named.ts';

/** A picture as the split planner sees it. */
export interface LabelledPicture {
  readonly id: string;
  readonly captions: readonly string[];
  /** Classes it is annotated with; empty where there are only captions. */
  readonly labels: readonly string[];
}

/** A class, and whether it may be trained on. */
export interface SplitClass {
  readonly name: string;
  readonly seen: boolean;
}

/** How pictures are shared out. */
export interface SplitShares {
  /** Share of the pictures without a held-out class that go to `test-seen`, 0 to 1. */
  readonly testSeen: number;
  /** Share of them that go to `validation`. */
  readonly validation: number;
  /** Captions that must name a held-out class (or one label) for the picture to be tested on it; with fewer it is left out. */
  readonly mentions: number;
  readonly seed: number;
}

/** A picture with its part; undefined where it would leak and says too little to be tested on. */
export interface PlannedPicture {
  readonly id: string;
  readonly part: SplitPart | undefined;
  /** Every class it is labelled with or a caption names. */
  readonly classes: readonly string[];
}

/**
 * Shares pictures out so that nothing is trained on that shows or names a held-out class. Where a picture goes depends on
 * its id and the seed alone: the same picture goes to the same part in a larger set.
 */
export function planSplit(
  pictures: readonly LabelledPicture[],
  classes: readonly SplitClass[],
  find: NameFinder,
  shares: SplitShares,
): PlannedPicture[] {
  const heldOut = new Set(classes.filter(({ seen }) => !seen).map(({ name }) => name));
  return pictures.map((picture) => {
    const counts = new Map<string, number>(picture.labels.map((label) => [label, Infinity]));
    for (const caption of picture.captions) {
      for (const name of find(caption)) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const mentions = [...counts].filter(([name]) => heldOut.has(name)).map(([, count]) => count);
    return { id: picture.id, part: partOf(picture.id, mentions, shares), classes: [...counts.keys()].sort() };
  });
}

function partOf(id: string, mentions: readonly number[], shares: SplitShares): SplitPart | undefined {
  if (mentions.length > 0) return Math.max(...mentions) >= shares.mentions ? 'test-unseen' : undefined;
  const drawn = drawOf(id, shares.seed);
  if (drawn < shares.testSeen) return 'test-seen';
  return drawn < shares.testSeen + shares.validation ? 'validation' : 'train';
}

/** A number in [0, 1) out of a name: SHA-256, so that any language draws the same. */
export function drawOf(id: string, seed: number): number {
  return createHash('sha256').update(`${seed}:${id}`).digest().readUInt32BE(0) / 2 ** 32;
}
