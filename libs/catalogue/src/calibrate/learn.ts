import type { Background } from '../score/background.ts';
import type { ClassVectors } from '../score/class-index.ts';
import { DEFAULT_CALIBRATION, type Calibration } from '../score/decide.ts';
import { accuracy } from './accuracy.ts';
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
/** Nearest a factor may be to another and still count as good: the smallest of those is taken. */
const AS_GOOD = 0.005;

/**
 * Learns the calibration of a catalogue from its own hold-out (see `holdOut`): the factor that makes the harmonic mean of seen and
 * unseen accuracy largest, the temperature that makes the right class most likely, and the distance that best tells pictures of
 * known classes from pictures of classes that are not there.
 */
export function learnCalibration(vectors: readonly ClassVectors[], background: Background): Learned {
  const folds = holdOut(vectors, background);
  const items = folds.reduce((sum, fold) => sum + fold.items.length, 0);
  if (items === 0) return { calibration: DEFAULT_CALIBRATION, items, harmonic: { before: 0, after: 0 } };
  const harmonics = FACTORS.map((factor) => harmonicAt(folds, factor));
  const most = Math.max(...harmonics);
  const at = harmonics.findIndex((value) => value >= most - AS_GOOD);
  const seenFactor = FACTORS[at]!;
  const temperature = argmax(TEMPERATURES, (value) => logLikelihood(folds, seenFactor, value));
  const leastDeviation = argmax(DEVIATIONS, (value) => balanced(folds, seenFactor, value));
  return {
    calibration: { seenFactor, temperature, leastDeviation, leastMargin: DEFAULT_CALIBRATION.leastMargin },
    items,
    harmonic: { before: harmonics[0]!, after: harmonics[at]! },
  };
}

function harmonicAt(folds: readonly Fold[], factor: number): number {
  const values = folds.map((fold) => {
    return accuracy(
      fold.items.map((item) => ({
        truth: String(item.truth),
        seen: fold.seen[item.truth]!,
        ranked: [String(bestOf(item, fold, factor))],
      })),
      1,
    ).harmonic;
  });
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Mean log probability of the right class. */
function logLikelihood(folds: readonly Fold[], factor: number, temperature: number): number {
  let sum = 0;
  for (const fold of folds) {
    for (const item of fold.items) {
      const scores = item.scores.map((score, index) => calibrated(score, fold.seen[index]!, factor));
      const top = Math.max(...scores);
      const total = scores.reduce((mass, score) => mass + Math.exp((score - top) / temperature), 0);
      sum += (scores[item.truth]! - top) / temperature - Math.log(total);
    }
  }
  return sum;
}

/**
 * How well a distance tells known from unknown: the mean of the shares of pictures that are kept, and of the same pictures that are
 * turned away when their own class is taken out of the catalogue.
 */
function balanced(folds: readonly Fold[], factor: number, least: number): number {
  let kept = 0;
  let turnedAway = 0;
  for (const fold of folds) {
    for (const item of fold.items) {
      if (item.deviations[bestOf(item, fold, factor)]! >= least) kept += 1;
      if (item.deviations[bestOf(item, fold, factor, item.truth)]! < least) turnedAway += 1;
    }
  }
  return kept + turnedAway;
}

/** Position of the best class; @param without - a class that does not count */
function bestOf(item: HeldOut, fold: Fold, factor: number, without = -1): number {
  let best = -1;
  let most = -Infinity;
  for (const [index, score] of item.scores.entries()) {
    const here = calibrated(score, fold.seen[index]!, factor);
    if (index !== without && here > most) [best, most] = [index, here];
  }
  return best;
}

function calibrated(score: number, seen: boolean, factor: number): number {
  return seen ? score - factor : score;
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
