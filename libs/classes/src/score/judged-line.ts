import { itemOdds, probability, SILENCE } from '@unseen/imfa';
import { dot, minus } from '../prototype/vectors.ts';
import type { Background, Evidence, ItemVectors } from './background.ts';
import { NOTHING, type ClassLine, type SideLine } from './class-line.ts';

/** An item of which it is known whether the class applies: the sides it has, D floats each, L2-normalized. */
export interface Judged extends Pick<ItemVectors, Evidence> {
  readonly belongs: boolean;
}

/** How items may move one side of a line. */
interface Sway {
  /** The variance of the odds that is expected of words alone. */
  readonly variance: number;
  /** Inner product from which on two vectors, each relative to the mean one, speak for one another. */
  readonly neutral: number;
  /** The variance of the odds that all items have in common. */
  readonly common: number;
}
type Sways = Readonly<Record<Evidence, Sway>>;

/** Members alone, as many as say all they can; more of them say it together. */
const FEW = { items: 3, variance: 12, neutral: 0.2 };
/** What members' captions have in common is often not the class. */
const FEW_CAPTIONS: Sway = { variance: 3, neutral: 0.2, common: 0 };
/** Where others were rejected: what is unlike an item must not rise because that one went down. */
const REJECTED: Sways = {
  image: { variance: 3, neutral: 0, common: 0.3 },
  caption: { variance: 12, neutral: 0, common: 1 },
};

/** The odds of an item that is like nothing that was judged, where the words of the class mean nothing. */
const LEAST_BIAS = -5;
const STEPS = 12;

/**
 * Moves the line of a class towards what is said of items: kernel logistic regression with the line of its words as the prior mean and
 * `variance * ((a - mean)(b - mean) - neutral) + common` as the kernel of each side, so that few items move it little, items unlike all of
 * them hardly at all, and what all share (drawings are alike) not either. The sides of an item are fitted together, by the odds of the
 * item: where its caption says already what was said of it, its picture need not. The kernels are linear, so the line stays one.
 * @param mean - what each side is like on average, D floats
 */
export function judgedLine(words: ClassLine, items: readonly Judged[], mean: Background['mean']): ClassLine {
  const shown = items.filter(({ image, caption }) => image ?? caption);
  if (shown.length === 0) return words;
  const sways = swaysOf(shown);
  const sides = { image: sideOf('image'), caption: sideOf('caption') };
  for (let step = 0; step < STEPS; step++) {
    for (const [i, { belongs }] of shown.entries()) settle(sides, i, belongs ? 1 : 0);
  }
  return { image: moved('image'), caption: moved('caption') };

  function priorOf(side: Evidence): SideLine {
    const { direction, bias } = words[side];
    return { direction, bias: bias === NOTHING ? LEAST_BIAS : bias };
  }

  function sideOf(side: Evidence): FittedSide {
    const prior = priorOf(side);
    const { variance, neutral, common } = sways[side];
    const rows = shown.map((item) => item[side] && minus(item[side], mean[side]));
    return {
      rows,
      own: shown.map((item) => item[side] && dot(prior.direction, item[side]) + prior.bias),
      gram: rows.map((a) =>
        Float64Array.from(rows, (b) => (a && b ? variance * (dot(a, b) - neutral) + common : 0)),
      ),
      weights: new Float64Array(shown.length),
    };
  }

  function moved(side: Evidence): SideLine {
    const { rows, weights } = sides[side];
    if (rows.every((row) => row === undefined)) return words[side];
    const { variance, neutral, common } = sways[side];
    const prior = priorOf(side);
    const direction = Float32Array.from(prior.direction);
    let { bias } = prior;
    for (const [i, row] of rows.entries()) {
      if (row === undefined) continue;
      const weight = variance * weights[i]!;
      for (let d = 0; d < direction.length; d++) direction[d]! += weight * row[d]!;
      bias += weights[i]! * common - weight * (dot(row, mean[side]) + neutral);
    }
    return { direction, bias };
  }
}

/** One side of the items while it is fitted. */
interface FittedSide {
  /** Vectors relative to the mean one; undefined where an item lacks the side. */
  readonly rows: readonly (Float32Array | undefined)[];
  /** Odds by the words alone. */
  readonly own: readonly (number | undefined)[];
  readonly gram: readonly Float64Array[];
  /** How much each item moves the side. */
  readonly weights: Float64Array;
}
type FittedSides = Readonly<Record<Evidence, FittedSide>>;

/**
 * Coordinate ascent: the weights of an item come to rest where, together, they are what is left of its doubt, each side as far as the odds
 * of the item follow it.
 */
function settle(sides: FittedSides, at: number, truth: number): void {
  const others = (side: Evidence) => {
    const { own, gram, weights } = sides[side];
    if (own[at] === undefined) return undefined;
    return gram[at]!.reduce((sum, value, j) => (j === at ? sum : sum + value * weights[j]!), own[at]);
  };
  const rest = { image: others('image'), caption: others('caption') };
  const self = {
    image: Math.max(sides.image.gram[at]![at]!, 0),
    caption: Math.max(sides.caption.gram[at]![at]!, 0),
  };
  const oddsOf = (side: Evidence, weight: number) =>
    rest[side] === undefined ? undefined : rest[side] + self[side] * weight;
  let share = shareOfPicture(
    oddsOf('image', sides.image.weights[at]!),
    oddsOf('caption', sides.caption.weights[at]!),
  );
  let doubt = 0;
  for (let pass = 0; pass < 3; pass++) {
    doubt = restingPoint(truth, (value) =>
      itemOdds(oddsOf('image', share * value), oddsOf('caption', (1 - share) * value)),
    );
    const now = shareOfPicture(oddsOf('image', share * doubt), oddsOf('caption', (1 - share) * doubt));
    share = (share + now) / 2;
  }
  sides.image.weights[at] = share * doubt;
  sides.caption.weights[at] = (1 - share) * doubt;
}

/** How far the odds of an item follow those of its picture: the rest follows its caption. */
function shareOfPicture(picture: number | undefined, caption: number | undefined): number {
  if (picture === undefined) return 0;
  return caption === undefined ? 1 : probability(picture - SILENCE - caption);
}

function swaysOf(items: readonly Judged[]): Sways {
  if (items.some(({ belongs }) => !belongs)) return REJECTED;
  const share = Math.min(1, FEW.items / items.length);
  return {
    image: {
      variance: Math.max(FEW.variance * share, REJECTED.image.variance),
      neutral: FEW.neutral * share,
      common: 0,
    },
    caption: FEW_CAPTIONS,
  };
}

/** The value x with x = truth - probability(odds(x)): between truth - 1 and truth, where the two sides cross. */
function restingPoint(truth: number, oddsAt: (value: number) => number): number {
  let [low, high] = [truth - 1, truth];
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (truth - probability(oddsAt(middle)) > middle) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
