import { setImmediate } from 'node:timers/promises';
import type { Background } from '../score/background.ts';
import { scoredClass, scoreOf, type ClassVectors, type ScoredClass } from '../score/class-index.ts';

/** One labeled picture and how it compares with the classes of its fold. */
export interface HeldOut {
  /** Position of its own class. */
  readonly truth: number;
  /** Score per class, in standard deviations. */
  readonly scores: Float32Array;
}

/** A fold: which of its classes count as seen, and its held-out pictures. */
export interface Fold {
  readonly seen: readonly boolean[];
  readonly items: readonly HeldOut[];
}

/** Classes that must have two exemplars: nothing can be learned from fewer. */
const LEAST_CLASSES = 8;
const MOST_FOLDS = 12;
/** Parts the exemplars of a class are judged in, each by a prototype made of the others. */
const PARTS = 5;
/** Pictures judged, at most. */
const MOST_JUDGED = 1_200;
/** Share of the classes that play unseen where no class is unseen yet. */
const USUAL_SHARE = 0.25;

/** What stands for a class while it plays seen, and while it plays unseen. */
interface Roles {
  readonly seen: ScoredClass;
  readonly unseen: ScoredClass;
}

/** A picture, and its score for its own class where that plays seen: by a prototype made without it. */
interface Judged {
  readonly truth: number;
  readonly image: Float32Array;
  readonly own: number;
  /** Whether it is an exemplar of its class also where that plays unseen. */
  readonly shown: boolean;
}

/**
 * Makes a hold-out of the exemplars of a catalogue's seen classes, as near as can be to what is served. In each fold as large a share
 * of them plays unseen as is unseen in the catalogue, with words and as many exemplars as unseen classes have; the rest of their
 * exemplars are judged. The others keep all exemplars but those that are judged at the moment: a class halved for the hold-out would
 * be weaker than the one that is served, and the factor too small.
 * @returns no folds when fewer than eight seen classes have two exemplars
 */
export async function holdOut(vectors: readonly ClassVectors[], background: Background): Promise<Fold[]> {
  const classes = vectors
    .filter(({ entry }) => entry.seen)
    .sort((a, b) => (a.entry.id < b.entry.id ? -1 : 1));
  const able = classes.filter(({ exemplars }) => exemplars.length >= 2);
  if (able.length < LEAST_CLASSES) return [];
  const shots = shotsOf(
    vectors.filter(({ entry }) => !entry.seen),
    able,
  );
  const folds = foldsOf(classes, shots, vectors.length);
  const roles: Roles[] = [];
  for (const each of classes) {
    await setImmediate();
    const few = { ...each, exemplars: each.exemplars.slice(0, shots) };
    roles.push({ seen: scoredClass(each, background), unseen: scoredClass(few, background) });
  }
  const judged = await judgedPictures(classes, shots, background);
  const made: Fold[] = folds.map((unseen) => ({ seen: classes.map((_, at) => !unseen.has(at)), items: [] }));
  for (const picture of judged) {
    await setImmediate();
    const asSeen = roles.map(({ seen }) => scoreOf(seen, picture));
    const asUnseen = roles.map(({ unseen }) => scoreOf(unseen, picture));
    asSeen[picture.truth] = picture.own;
    for (const { seen, items } of made) {
      if (picture.shown && !seen[picture.truth]) continue;
      const scores = Float32Array.from(seen, (isSeen, at) => (isSeen ? asSeen[at]! : asUnseen[at]!));
      (items as HeldOut[]).push({ truth: picture.truth, scores });
    }
  }
  return made;
}

/** Exemplars a class that plays unseen is given: as real ones have, where enough classes have more than that. */
function shotsOf(unseen: readonly ClassVectors[], able: readonly ClassVectors[]): number {
  const counts = unseen.map(({ exemplars }) => exemplars.length).sort((a, b) => a - b);
  const most = able.map(({ exemplars }) => exemplars.length).sort((a, b) => b - a)[LEAST_CLASSES - 1]! - 1;
  return Math.min(counts[Math.floor(counts.length / 2)] ?? 0, most);
}

/** The positions that play unseen, fold by fold; each plays once. */
function foldsOf(classes: readonly ClassVectors[], shots: number, all: number): ReadonlySet<number>[] {
  const players = classes.flatMap(({ exemplars }, at) => (exemplars.length > Math.max(shots, 1) ? [at] : []));
  const share = all > classes.length ? 1 - classes.length / all : USUAL_SHARE;
  const wanted = Math.min(Math.round(share * classes.length), Math.floor(players.length / 2));
  const size = Math.max(2, wanted, Math.ceil(players.length / MOST_FOLDS));
  const count = Math.floor(players.length / size);
  return Array.from({ length: count }, (_, fold) => new Set(players.filter((_at, i) => i % count === fold)));
}

async function judgedPictures(
  classes: readonly ClassVectors[],
  shots: number,
  background: Background,
): Promise<Judged[]> {
  const total = classes.reduce((sum, { exemplars }) => sum + exemplars.length, 0);
  const every = Math.ceil(total / MOST_JUDGED);
  const judged: Judged[] = [];
  let met = 0;
  for (const [truth, each] of classes.entries()) {
    const { exemplars } = each;
    const parts = Math.min(PARTS, exemplars.length);
    for (let part = 0; exemplars.length > 1 && part < parts; part++) {
      const here = [...exemplars.keys()].flatMap((at) =>
        at % parts === part && met++ % every === 0 ? [at] : [],
      );
      if (here.length === 0) continue;
      await setImmediate();
      const others = exemplars.filter((_, at) => at % parts !== part);
      const without = scoredClass({ ...each, exemplars: others }, background);
      for (const at of here) {
        const image = exemplars[at]!;
        judged.push({ truth, image, own: scoreOf(without, { image }), shown: at < shots });
      }
    }
  }
  return judged;
}
