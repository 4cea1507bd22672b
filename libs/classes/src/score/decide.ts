import type { CatalogueClass } from '@unseen/domain';
import type { ItemVectors } from './background.ts';
import { scoreOf, type ClassIndex, type ScoredClass } from './class-index.ts';
import { classMatch } from './class-line.ts';

/** What a catalogue learned about its own decisions; scores, margins and distances are in standard deviations. */
export interface Calibration {
  /** Taken off the score of every seen class: calibrated stacking (Chao et al., ECCV 2016). */
  readonly seenFactor: number;
  /** Divides scores before they become probabilities. */
  readonly temperature: number;
  /** An item that stands out by less than this for its best class belongs to none. */
  readonly leastDeviation: number;
  /** An item whose two best classes are nearer to each other than this belongs to none. */
  readonly leastMargin: number;
}

/** What is used until a catalogue has a hold-out to learn from. */
export const DEFAULT_CALIBRATION: Calibration = {
  seenFactor: 0,
  temperature: 1,
  leastDeviation: 2,
  leastMargin: 0,
};

/** A class an item may belong to. */
export interface RankedClass {
  readonly entry: CatalogueClass;
  /** Calibrated score. */
  readonly score: number;
  /** How far the item stands out for the class: the score before calibration. */
  readonly deviation: number;
  /** Share of 1, the unknown included. */
  readonly probability: number;
  /** How surely the class applies, whatever the others say; absent under a pack whose texts bring no lines. */
  readonly match?: number;
}

/** What an item is taken to be. */
export interface Decision {
  /** Most likely first. */
  readonly ranked: readonly RankedClass[];
  /** The class that is assigned: the first of {@link ranked} that the item belongs to. */
  readonly member?: RankedClass;
  /** Why no class is assigned: it belongs to none, or lies between two. */
  readonly unknown?: 'no_classes' | 'distance' | 'margin';
}

/** The class a decision assigns, or undefined. */
export function assigned(decision: Decision): RankedClass | undefined {
  return decision.member;
}

/**
 * Decides which class an item belongs to. First membership: a class whose match reaches its line (that of the pack, unless it has one of its own) applies, whatever else the
 * collection holds (under a pack without lines: one for which the item stands out enough). Then competition among classes. Seen classes give up {@link Calibration.seenFactor}; the softmax of the scores, with one
 * more place for what no class explains, gives probabilities; distance and margin say when the first is not to be trusted.
 */
export function decide(index: ClassIndex, item: ItemVectors, calibration: Calibration): Decision {
  if (index.classes.length === 0 || (!item.image && !item.caption))
    return { ranked: [], unknown: 'no_classes' };
  const { scores, deviations, matches, probabilities } = weigh(index, compare(index, item), calibration);
  const ranked = [...index.classes.keys()]
    .sort((a, b) => scores[b]! - scores[a]!)
    .map((at): RankedClass & { readonly at: number } => ({
      at,
      entry: index.classes[at]!.entry,
      score: scores[at]!,
      deviation: deviations[at]!,
      probability: probabilities[at]!,
      match: matches?.[at],
    }));
  const { leastMatch } = index;
  const members =
    leastMatch === undefined
      ? ranked.slice(0, ranked[0]!.deviation < calibration.leastDeviation ? 0 : undefined)
      : ranked.filter(({ at, match }) => match! >= (index.classes[at]!.leastMatch ?? leastMatch));
  const [first] = members;
  if (first === undefined) return { ranked, unknown: 'distance' };
  return isBetween(members, calibration.leastMargin)
    ? { ranked, unknown: 'margin' }
    : { ranked, member: first };
}

/** The probability of each class, in the order of the index: what {@link decide} says, without ranking them. */
export function probabilitiesOf(
  index: ClassIndex,
  item: ItemVectors,
  calibration: Calibration,
): Float64Array {
  return weigh(index, compare(index, item), calibration).probabilities;
}

/** How an item compares with every class, in the order of the index. */
export interface Compared {
  /** How far it stands out: `scoreOf`. */
  readonly deviations: Float64Array;
  /** How surely each applies; absent under a pack whose texts bring no lines. */
  readonly matches?: Float64Array;
}

interface Weighed extends Compared {
  /** Calibrated. */
  readonly scores: Float64Array;
  readonly probabilities: Float64Array;
}

function compare({ classes, leastMatch }: ClassIndex, item: ItemVectors): Compared {
  return {
    deviations: Float64Array.from(classes, (each) => scoreOf(each, item)),
    matches:
      leastMatch === undefined
        ? undefined
        : Float64Array.from(classes, ({ line }) => (line ? classMatch(line, item) : 0)),
  };
}

/** Competition among classes. */
export function weigh(
  { classes }: ClassIndex,
  { deviations, matches }: Compared,
  { seenFactor, temperature, leastDeviation }: Calibration,
): Weighed {
  const scores = deviations.map((score, at) => score - (classes[at]!.entry.seen ? seenFactor : 0));
  let best = 0;
  for (let at = 1; at < scores.length; at++) if (scores[at]! > scores[best]!) best = at;
  const probabilities = scores.map((score) => Math.exp((score - scores[best]!) / temperature));
  // Without lines, the unknown weighs as a class would for which the item stands out just enough.
  let total = matches ? 0 : Math.exp((leastDeviation - deviations[best]!) / temperature);
  for (const weight of probabilities) total += weight;
  const known = matches ? matches.reduce((most, match) => Math.max(most, match), 0) : 1;
  for (let at = 0; at < probabilities.length; at++) probabilities[at]! *= known / total;
  return { scores, deviations, matches, probabilities };
}

/** The class that {@link decide} assigns, without comparing an item with classes that it does not belong to. */
export function memberOf(
  index: ClassIndex,
  item: ItemVectors,
  calibration: Calibration,
): CatalogueClass | undefined {
  if (index.leastMatch === undefined) return decide(index, item, calibration).member?.entry;
  return memberAmong(index.classes, item, calibration);
}

/** The class of an item among those of some classes that apply to it; none when the best two are hard to tell apart. */
export function memberAmong(
  classes: readonly ScoredClass[],
  item: ItemVectors,
  calibration: Calibration,
): CatalogueClass | undefined {
  const members = classes
    .filter((each) => belongs(each, item))
    .map((each) => ({
      entry: each.entry,
      score: scoreOf(each, item) - (each.entry.seen ? calibration.seenFactor : 0),
    }))
    .sort((a, b) => b.score - a.score);
  return isBetween(members, calibration.leastMargin) ? undefined : members[0]?.entry;
}

/** Whether a class applies to an item, whatever other classes say. A class without a line says nothing by itself. */
export function belongs({ line, leastMatch }: ScoredClass, item: ItemVectors): boolean {
  return line === undefined || leastMatch === undefined || classMatch(line, item) >= leastMatch;
}

/** Whether the best two are so near to each other that neither is sure. @param members - best first */
function isBetween(
  [first, second]: readonly Pick<RankedClass, 'entry' | 'score'>[],
  leastMargin: number,
): boolean {
  if (first === undefined || second === undefined) return false;
  return first.score - second.score < leastMargin && !related(first.entry, second.entry);
}

/** Parent and child say the same of an item: that both are near is no doubt. */
function related(a: CatalogueClass, b: CatalogueClass): boolean {
  return a.parent === b.id || b.parent === a.id;
}
