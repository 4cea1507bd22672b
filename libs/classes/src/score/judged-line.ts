import { probability } from '@unseen/imfa';
import { dot, minus } from '../prototype/vectors.ts';
import type { SideLine } from './class-line.ts';

/** A picture, or a caption, of which it is known whether the class applies. */
export interface Judged {
  /** D floats, L2-normalized. */
  readonly vector: Float32Array;
  readonly belongs: boolean;
}

/** How pictures may move a line. */
interface Sway {
  /** The variance of the odds that is expected of words alone. */
  readonly variance: number;
  /** Inner product from which on two pictures, each relative to the mean one, speak for one another. */
  readonly neutral: number;
  /** The variance of the odds that all pictures have in common. */
  readonly common: number;
}

/** Members alone, as many as say all they can; more of them say it together. */
const FEW = { pictures: 3, variance: 12, neutral: 0.2 };
/** Where others were rejected: what is unlike a picture must not rise because that one went down. */
const REJECTED: Sway = { variance: 3, neutral: 0, common: 0.3 };

/** What a class is worth before anything is known of it: the odds of a picture where its words mean nothing. */
const LEAST_BIAS = -5;
const STEPS = 12;

/**
 * Moves the line of a class towards what its pictures say: kernel logistic regression with the line of its words as the prior mean and
 * `variance * ((a - mean)(b - mean) - neutral) + common` as the kernel, so that few pictures move it little, pictures unlike all of them
 * hardly at all, and what all pictures share (drawings are alike) not either. The kernel is linear, so the line stays one.
 * @param pictures - or captions, for the line of that side
 * @param mean - what they are like on average, D floats
 */
export function judgedLine(words: SideLine, pictures: readonly Judged[], mean: Float32Array): SideLine {
  if (pictures.length === 0) return words;
  const prior: SideLine = { direction: words.direction, bias: Math.max(words.bias, LEAST_BIAS) };
  const { variance, neutral, common } = swayOf(pictures);
  const rows = pictures.map(({ vector }) => minus(vector, mean));
  const gram = rows.map((a) => rows.map((b) => variance * (dot(a, b) - neutral) + common));
  const own = pictures.map(({ vector }) => dot(prior.direction, vector) + prior.bias);
  const alpha = new Float64Array(pictures.length);
  // Coordinate ascent: each weight comes to rest where it is what is left of its picture's doubt.
  for (let step = 0; step < STEPS; step++) {
    for (const [i, { belongs }] of pictures.entries()) {
      let others = own[i]!;
      for (const [j, value] of gram[i]!.entries()) if (j !== i) others += value * alpha[j]!;
      alpha[i] = restingPoint(others, Math.max(gram[i]![i]!, 0), belongs ? 1 : 0);
    }
  }
  const direction = Float32Array.from(prior.direction);
  let bias = prior.bias;
  for (const [i, row] of rows.entries()) {
    const weight = variance * alpha[i]!;
    for (let d = 0; d < direction.length; d++) direction[d]! += weight * row[d]!;
    bias += alpha[i]! * common - weight * (dot(row, mean) + neutral);
  }
  return { direction, bias };
}

function swayOf(pictures: readonly Judged[]): Sway {
  if (pictures.some(({ belongs }) => !belongs)) return REJECTED;
  const share = Math.min(1, FEW.pictures / pictures.length);
  return {
    variance: Math.max(FEW.variance * share, REJECTED.variance),
    neutral: FEW.neutral * share,
    common: 0,
  };
}

/** The weight a with a = truth - probability(others + self * a): between truth - 1 and truth, where the two sides cross. */
function restingPoint(others: number, self: number, truth: number): number {
  let [low, high] = [truth - 1, truth];
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (truth - probability(others + self * middle) > middle) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
