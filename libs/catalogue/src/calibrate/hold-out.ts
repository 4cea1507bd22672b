import type { Background } from '../score/background.ts';
import { ClassIndex, type ClassVectors } from '../score/class-index.ts';

/** One labeled picture and how it compares with the classes of its fold. */
export interface HeldOut {
  /** Position of its own class in the fold's index. */
  readonly truth: number;
  /** Scores and deviations per class of the fold. */
  readonly scores: readonly number[];
  readonly deviations: readonly number[];
}

/** A fold: which of its classes counted as seen, and its held-out pictures. */
export interface Fold {
  readonly seen: readonly boolean[];
  readonly items: readonly HeldOut[];
}

const FOLDS = 4;

/**
 * Makes a hold-out of what a catalogue has: the exemplars of its seen classes. In each fold a quarter of those classes plays unseen:
 * their prototypes come from words and as many exemplars as real unseen classes have, and the rest of their exemplars are judged;
 * of the other classes, half the exemplars make prototypes and the other half are judged.
 * @returns no folds when fewer than eight seen classes have two exemplars: nothing can be learned from so little
 */
export function holdOut(vectors: readonly ClassVectors[], background: Background): Fold[] {
  const able = vectors
    .filter(({ entry, exemplars }) => entry.seen && exemplars.length >= 2)
    .sort((a, b) => (a.entry.id < b.entry.id ? -1 : 1));
  if (able.length < 2 * FOLDS) return [];
  const unseen = vectors.filter(({ entry }) => !entry.seen);
  const shots = median(unseen.map(({ exemplars }) => exemplars.length));
  return Array.from({ length: FOLDS }, (_, fold) => {
    const kept = able.map((each, position) => {
      const seen = (position + fold) % FOLDS !== 0;
      const half = seen ? Math.ceil(each.exemplars.length / 2) : Math.min(shots, each.exemplars.length - 1);
      return { seen, of: each, made: each.exemplars.slice(0, half), judged: each.exemplars.slice(half) };
    });
    const index = new ClassIndex(
      kept.map(({ seen, of, made }) => ({
        // Never taken from an earlier index: the exemplars differ.
        entry: { ...of.entry, seen },
        text: of.text,
        exemplars: made,
      })),
      background,
    );
    const judge = (image: Float32Array, truth: number): HeldOut => {
      const compared = index.compare({ image });
      return {
        truth,
        scores: compared.map(({ score }) => score),
        deviations: compared.map(({ deviation }) => deviation),
      };
    };
    return {
      seen: kept.map(({ seen }) => seen),
      items: kept.flatMap(({ judged }, truth) => judged.map((image) => judge(image, truth))),
    };
  });
}

function median(counts: readonly number[]): number {
  const sorted = [...counts].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
