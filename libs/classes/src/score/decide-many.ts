import type { CatalogueClass } from '@unseen/domain';
import { itemOdds, probability } from '@unseen/imfa';
import { EVIDENCE, type Evidence, type ItemVectors } from './background.ts';
import type { ClassIndex, ScoredClass } from './class-index.ts';
import { decide, memberAmong, weigh, type Calibration } from './decide.ts';
import { eachProduct, Turns } from './each-product.ts';

/** Items that classes are compared with together. */
const AT_ONCE = 32;
/** How far odds in single precision may be off: classes that are so near to their line are looked at again. */
const ROUNDING = 1e-3;

/** The class of an item. */
export interface Member {
  readonly entry: CatalogueClass;
  /** Among all classes, as `decide` says. */
  readonly probability: number;
}

/**
 * The class of each of many items, as `memberOf` says one by one. All of them are compared with the classes as a matrix product, and others
 * get their turn every few milliseconds, however many classes there are.
 */
export async function membersOf(
  index: ClassIndex,
  items: readonly ItemVectors[],
  calibration: Calibration,
): Promise<(CatalogueClass | undefined)[]> {
  const turns = new Turns();
  if (index.leastMatch === undefined) {
    return inTurn(items, turns, (item) => decide(index, item, calibration).member?.entry);
  }
  const least = index.classes.map(({ leastMatch }) => oddsOf(leastMatch ?? index.leastMatch!) - ROUNDING);
  return inParts(items, async (some) => {
    const odds = await lineOdds(index, some, turns);
    return inTurn(some, turns, (item, at) => {
      const reached = index.classes.filter((_, place) => odds[at]![place]! >= least[place]!);
      return memberAmong(reached, item, calibration);
    });
  });
}

/** How likely each of many items is of its class, as `decide` says one by one. */
export async function withProbabilities(
  index: ClassIndex,
  members: readonly { readonly item: ItemVectors; readonly entry: CatalogueClass }[],
  calibration: Calibration,
): Promise<Member[]> {
  const turns = new Turns();
  return inParts(members, async (some) => {
    const items = some.map(({ item }) => item);
    const near = await sideProducts(index, items, ({ prototype }, side) => prototype[side], turns);
    const odds = index.leastMatch === undefined ? undefined : await lineOdds(index, items, turns);
    return inTurn(some, turns, ({ item, entry }, at) => {
      const sides = EVIDENCE.filter((side) => item[side] !== undefined);
      const deviations = Float64Array.from(index.classes, ({ offset, spread }, place) => {
        const sum = sides.reduce(
          (total, side) => total + (near[side][at]![place]! - offset[side]) / spread[side],
          0,
        );
        return sum / Math.max(sides.length, 1);
      });
      const matches = odds && Float64Array.from(odds[at]!, probability);
      const { probabilities } = weigh(index, { deviations, matches }, calibration);
      return { entry, probability: probabilities[index.placeOf(entry.id)!]! };
    });
  });
}

/** The odds that each class applies to each item, by item and class; a class without a line does not. */
async function lineOdds(
  index: ClassIndex,
  items: readonly ItemVectors[],
  turns: Turns,
): Promise<readonly Float32Array[]> {
  const products = await sideProducts(
    index,
    items,
    ({ line, prototype }, side) => line?.[side].direction ?? prototype[side],
    turns,
  );
  return inTurn(items, turns, (item, at) =>
    Float32Array.from(index.classes, ({ line }, place) => {
      if (line === undefined) return -Infinity;
      const of = (side: Evidence) => (item[side] ? products[side][at]![place]! + line[side].bias : undefined);
      return itemOdds(of('image'), of('caption'));
    }),
  );
}

/** The products of each item's sides with a vector of each class, by side, item and class; empty where an item lacks the side. */
async function sideProducts(
  { classes }: ClassIndex,
  items: readonly ItemVectors[],
  rowOf: (scored: ScoredClass, side: Evidence) => Float32Array,
  turns: Turns,
): Promise<Readonly<Record<Evidence, readonly Float32Array[]>>> {
  const found = { image: items.map(() => new Float32Array()), caption: items.map(() => new Float32Array()) };
  for (const side of EVIDENCE) {
    const having = [...items.keys()].filter((at) => items[at]![side] !== undefined);
    for (const at of having) found[side][at] = new Float32Array(classes.length);
    const rows = classes.map((each) => rowOf(each, side));
    const vectors = having.map((at) => items[at]![side]!);
    await eachProduct(rows, vectors, (row, at, product) => (found[side][having[at]!]![row] = product), turns);
  }
  return found;
}

async function inParts<T, R>(all: readonly T[], work: (some: readonly T[]) => Promise<R[]>): Promise<R[]> {
  const done: R[] = [];
  for (let start = 0; start < all.length; start += AT_ONCE) {
    done.push(...(await work(all.slice(start, start + AT_ONCE))));
  }
  return done;
}

async function inTurn<T, R>(all: readonly T[], turns: Turns, work: (each: T, at: number) => R): Promise<R[]> {
  const done: R[] = [];
  for (const [at, each] of all.entries()) {
    done.push(work(each, at));
    await turns.give();
  }
  return done;
}

function oddsOf(match: number): number {
  return Math.log(match / (1 - match));
}
