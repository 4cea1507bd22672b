import type { Background } from '../score/background.ts';
import type { ClassVectors } from '../score/class-index.ts';
import { DEFAULT_CALIBRATION, type Calibration } from '../score/decide.ts';
import { accuracy, harmonicMean } from './accuracy.ts';
import { holdOut, type Fold, type HeldOut } from './hold-out.ts';

/** What was learned, and what it does on the hold-out. */
export interface Learned {
  readonly calibration: Calibration;
  /** Pictures of the hold-out; 0 when there was none and the calibration is the default. */
  readonly items: number;
  /** Harmonic mean of seen and unseen accuracy on the hold-out, without and with the factor. */
  readonly harmonic: { readonly before: number; readonly after: number };
}

const FACTORS = range(0, 6, 0.1);
const TEMPERATURES = range(0.2, 3, 0.1);
const DEVIATIONS = range(0, 4, 0.1);
/** Factors whose harmonic mean is at least this share of the best are as good: the one that favors new classes most is taken. */
const AS_GOOD = 0.99;

/** A picture of a fold with what comes first for it on each side. */
interface Ranked extends HeldOut {
  readonly fold: Fold;
  readonly best: Sides;
  /** As {@link best}, if its own class were not there. */
  readonly otherwise: Sides;
}

interface Sides {
  readonly seen: Best;
  readonly unseen: Best;
}

interface Best {
  readonly at: number;
  readonly score: number;
}

/**
 * Learns the calibration of a catalogue from its own hold-out (see `holdOut`): the factor that makes the harmonic mean of seen and
 * unseen accuracy largest, the temperature that makes the right class most likely, and the distance that best tells pictures of
 * known classes from pictures of classes that are not there.
 */
export async function learnCalibration(
  vectors: readonly ClassVectors[],
  background: Background,
): Promise<Learned> {
  const folds = (await holdOut(vectors, background)).map((fold) =>
    fold.items.map((item) => ranked(item, fold)),
  );
  if (folds.every((items) => items.length === 0)) {
    return { calibration: DEFAULT_CALIBRATION, items: 0, harmonic: { before: 0, after: 0 } };
  }
  const harmonics = FACTORS.map((factor) => harmonicAt(folds, factor));
  const at = harmonics.findLastIndex((value) => value >= AS_GOOD * Math.max(...harmonics));
  const seenFactor = FACTORS[at]!;
  // Each picture counts once as seen and once as unseen.
  const once = folds.flatMap((items, fold) =>
    items.filter((item, i) => !item.fold.seen[item.truth] || i % folds.length === fold),
  );
  const temperature = argmax(TEMPERATURES, (value) => logLikelihood(once, seenFactor, value));
  const leastDeviation = argmax(DEVIATIONS, (value) => balanced(once, seenFactor, value));
  return {
    calibration: { seenFactor, temperature, leastDeviation, leastMargin: DEFAULT_CALIBRATION.leastMargin },
    items: once.length,
    harmonic: { before: harmonics[0]!, after: harmonics[at]! },
  };
}

/** Harmonic mean of the seen and the unseen accuracy, each a mean over the folds: a fold has few unseen classes. */
function harmonicAt(folds: readonly (readonly Ranked[])[], factor: number): number {
  const values = folds.map((items) =>
    accuracy(
      items.map(({ truth, fold, best }) => ({
        truth: String(truth),
        seen: fold.seen[truth]!,
        ranked: [String(first(best, factor).at)],
      })),
      1,
    ),
  );
  const mean = (side: 'seen' | 'unseen') =>
    values.reduce((sum, value) => sum + value[side], 0) / values.length;
  return harmonicMean(mean('seen'), mean('unseen'));
}

/** Sum of the log probabilities of the right classes. */
function logLikelihood(items: readonly Ranked[], factor: number, temperature: number): number {
  let sum = 0;
  for (const { truth, scores, fold, best } of items) {
    const top = calibrated(first(best, factor), factor, fold);
    let total = 0;
    for (const [at, score] of scores.entries()) {
      total += Math.exp((calibrated({ at, score }, factor, fold) - top) / temperature);
    }
    sum +=
      (calibrated({ at: truth, score: scores[truth]! }, factor, fold) - top) / temperature - Math.log(total);
  }
  return sum;
}

/**
 * How well a distance tells known from unknown: how many pictures are kept, and how many of the same pictures are turned away when
 * their own class is taken out of the catalogue.
 */
function balanced(items: readonly Ranked[], factor: number, least: number): number {
  const kept = items.filter(({ best }) => first(best, factor).score >= least).length;
  return kept + items.filter(({ otherwise }) => first(otherwise, factor).score < least).length;
}

function ranked(item: HeldOut, fold: Fold): Ranked {
  return { ...item, fold, best: sides(item, fold), otherwise: sides(item, fold, item.truth) };
}

/** The best class of each side; @param without - a class that does not count */
function sides({ scores }: HeldOut, fold: Fold, without = -1): Sides {
  const best = { seen: { at: -1, score: -Infinity }, unseen: { at: -1, score: -Infinity } };
  for (const [at, score] of scores.entries()) {
    const side = fold.seen[at] ? 'seen' : 'unseen';
    if (at !== without && score > best[side].score) best[side] = { at, score };
  }
  return best;
}

function first({ seen, unseen }: Sides, factor: number): Best {
  return seen.score - factor > unseen.score ? seen : unseen;
}

function calibrated({ at, score }: Best, factor: number, fold: Fold): number {
  return fold.seen[at] ? score - factor : score;
}

function argmax(values: readonly number[], of: (value: number) => number): number {
  let best = values[0]!;
  let most = -Infinity;
  for (const value of values) {
    const here = of(value);
    if (here > most) [best, most] = [value, here];
  }
  return best;
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step);
}
