import type { CatalogueClass } from '@unseen/domain';
import { imagePrototype } from '../prototype/prototypes.ts';
import { dot } from '../prototype/vectors.ts';
import { EVIDENCE, type Background, type Evidence, type ItemVectors } from './background.ts';
import { classMatch, type ClassLine } from './class-line.ts';
import { judgedLine, type Judged } from './judged-line.ts';
import { leastMatchOf } from './least-match.ts';

/** A class and the vectors it is made of. */
export interface ClassVectors {
  readonly entry: CatalogueClass;
  /** D floats, L2-normalized. */
  readonly text: Float32Array;
  /** Picture vectors of its exemplars, D floats each, L2-normalized. */
  readonly exemplars: readonly Float32Array[];
  /** What is said of items: its exemplars and counter-exemplars with the sides they have. */
  readonly judged?: readonly Judged[];
  /** Where the class begins by its words; absent under a pack whose texts bring no lines. */
  readonly line?: ClassLine;
}

/** Spread of scores expected where nothing is known, and how many items that expectation is worth. */
const PRIOR_SPREAD = { value: 0.1, items: 8 };

/** One class, ready to be compared with items. */
export interface ScoredClass {
  readonly entry: CatalogueClass;
  /** What each side of an item is compared with, D floats, L2-normalized. */
  readonly prototype: Readonly<Record<Evidence, Float32Array>>;
  /** Inner product of the prototype with the mean item: taken off every score. */
  readonly offset: Readonly<Record<Evidence, number>>;
  /** Standard deviation of the class's scores over the collection. */
  readonly spread: Readonly<Record<Evidence, number>>;
  readonly exemplars: number;
  /** Where the class begins, its exemplars and counter-exemplars taken into account; absent under a pack whose texts bring no lines. */
  readonly line?: ClassLine;
  /** The match from which on an item belongs to it: its own, or that of the pack; absent with {@link line}. */
  readonly leastMatch?: number;
}

/** How one item compares with one class. */
export interface ClassScore {
  readonly index: number;
  /** How far the item stands out for this class from the items of the collection, in standard deviations. */
  readonly score: number;
}

/** Classes against the background of one collection. Comparing is linear, so that a nearest-neighbor search finds what a class reaches. */
export class ClassIndex {
  readonly classes: readonly ScoredClass[];
  /** The match from which on an item belongs to a class; undefined under a pack whose texts bring no lines. */
  readonly leastMatch?: number;
  readonly #places: ReadonlyMap<string, number>;

  /**
   * @param vectors - active classes, in any order
   * @param leastMatch - the line of the pack
   * @param earlier - an index of the same background whose classes need not be scored again where they are unchanged
   */
  constructor(
    vectors: readonly ClassVectors[],
    background: Background,
    leastMatch?: number,
    earlier?: ClassIndex,
  ) {
    this.leastMatch = leastMatch;
    const known = new Map(earlier?.classes.map((each) => [each.entry.id, each]));
    this.classes = vectors.map((each) => {
      const before = known.get(each.entry.id);
      return before?.entry.since === each.entry.since ? before : scoredClass(each, background, leastMatch);
    });
    this.#places = new Map(this.classes.map(({ entry }, place) => [entry.id, place]));
  }

  /** Where in {@link classes} a class is. */
  placeOf(id: string): number | undefined {
    return this.#places.get(id);
  }

  /** How an item compares with every class, in the order of {@link classes}. */
  compare(item: ItemVectors): ClassScore[] {
    return this.classes.map((each, index) => ({ index, score: scoreOf(each, item) }));
  }
}

/**
 * How far an item stands out for a class, in standard deviations; the sides it has count alike. Each class is measured by its own
 * spread: one known from words alone scores in a narrower range than one with exemplars, and would never come first otherwise.
 */
export function scoreOf({ prototype, offset, spread }: ScoredClass, item: ItemVectors): number {
  let sum = 0;
  let sides = 0;
  for (const side of EVIDENCE) {
    const vector = item[side];
    if (vector === undefined) continue;
    sum += (dot(vector, prototype[side]) - offset[side]) / spread[side];
    sides += 1;
  }
  return sum / Math.max(sides, 1);
}

/** Makes one class ready to be compared with the items of a collection. @param usual - the line of the pack */
export function scoredClass(
  { entry, text, exemplars, judged = [], line }: ClassVectors,
  background: Background,
  usual?: number,
): ScoredClass {
  const prototype = {
    image: imagePrototype(text, exemplars, background),
    caption: text,
  };
  const of = (side: Evidence) => {
    const offset = dot(prototype[side], background.mean[side]);
    return { offset, spread: spreadOf(side, prototype[side], offset, background) };
  };
  const [image, caption] = [of('image'), of('caption')];
  const moved = line && judgedLine(line, judged, background.mean);
  return {
    entry,
    prototype,
    offset: { image: image.offset, caption: caption.offset },
    spread: { image: image.spread, caption: caption.spread },
    exemplars: exemplars.length,
    ...(moved && { line: moved, leastMatch: entry.line ?? usual }),
    ...(moved &&
      entry.line === undefined &&
      usual !== undefined &&
      judged.some(({ belongs }) => !belongs) && {
        leastMatch: leastMatchOf(
          usual,
          judged.length,
          background.sample.map((item) => classMatch(moved, item)),
        ),
      }),
  };
}

/** Standard deviation of the scores of the sample, drawn towards the prior where the sample is small. */
function spreadOf(side: Evidence, prototype: Float32Array, offset: number, background: Background): number {
  const vectors = background.sample.flatMap((item) => item[side] ?? []);
  const squares = vectors.reduce((sum, vector) => sum + (dot(vector, prototype) - offset) ** 2, 0);
  const { value, items } = PRIOR_SPREAD;
  return Math.sqrt((squares + items * value ** 2) / (vectors.length + items));
}
