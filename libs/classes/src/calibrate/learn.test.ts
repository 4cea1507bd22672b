import { seededNormals } from '@unseen/domain/random';
import { expect, it } from 'vitest';
import { unit } from '../prototype/vectors.ts';
import { backgroundOf } from '../score/background.ts';
import { ClassIndex, type ClassVectors } from '../score/class-index.ts';
import { assigned, decide, DEFAULT_CALIBRATION } from '../score/decide.ts';
import { catalogueClass } from '../testing/classes.ts';
import { accuracy } from './accuracy.ts';
import { learnCalibration } from './learn.ts';

const D = 64;
const CLASSES = 24;

/** A world of classes as encoders see it: pictures lie around their class, words only roughly there. */
function world() {
  const normal = seededNormals(6);
  const random = (scale: number) => Float32Array.from({ length: D }, () => scale * normal());
  const near = (center: Float32Array, noise: number) => {
    const shift = random(noise);
    return unit(center.map((value, i) => value + shift[i]!));
  };
  const common = unit(random(1));
  const classes = Array.from({ length: CLASSES }, (_, i) => {
    const own = unit(random(1));
    const center = unit(own.map((value, d) => value + 0.8 * common[d]!));
    return {
      entry: catalogueClass({ name: `class ${i}`, seen: i % 3 > 0 }),
      text: near(own, 0.45),
      pictures: Array.from({ length: 24 }, () => near(center, 0.1)),
    };
  });
  const strangers = Array.from({ length: 60 }, () => near(unit(random(1)), 0.1));
  return { classes, strangers };
}

const { classes, strangers } = world();
const vectors: ClassVectors[] = classes.map(({ entry, text, pictures }) => ({
  entry,
  text,
  exemplars: entry.seen ? pictures.slice(0, 8) : [],
}));
const background = backgroundOf(
  classes.flatMap(({ pictures }) => pictures.slice(8, 16).map((image) => ({ image }))),
  D,
);
const learned = await learnCalibration(vectors, background);

function measure(calibration = DEFAULT_CALIBRATION, of = vectors) {
  const index = new ClassIndex(of, background);
  return accuracy(
    classes.flatMap(({ entry, pictures }) =>
      pictures.slice(16).map((image) => ({
        truth: entry.id,
        seen: entry.seen,
        ranked: decide(index, { image }, calibration).ranked.map((each) => each.entry.id),
      })),
    ),
    1,
  );
}

it('learns from its own exemplars a factor that raises the harmonic mean', () => {
  const [before, after] = [measure(), measure(learned.calibration)];
  expect(learned.calibration.seenFactor).toBeGreaterThan(0);
  expect(learned.items).toBeGreaterThan(50);
  expect(after.harmonic).toBeGreaterThan(1.1 * before.harmonic);
  expect(after.unseen).toBeGreaterThan(before.unseen);
});

it('asks of seen classes about what serves best, also where unseen ones have exemplars', async () => {
  const shown = classes.map(({ entry, pictures }, at) => ({
    ...vectors[at]!,
    exemplars: pictures.slice(0, entry.seen ? 8 : 3),
  }));
  const { calibration } = await learnCalibration(shown, background);
  const best = Array.from({ length: 31 }, (_, i) =>
    measure({ ...calibration, seenFactor: i / 10 }, shown),
  ).reduce((a, b) => (b.harmonic > a.harmonic ? b : a));
  const served = measure(calibration, shown);
  expect(served.harmonic).toBeGreaterThan(0.9 * best.harmonic);
  expect(served.unseen).toBeGreaterThan(measure(learned.calibration).unseen);
});

it('learns the same whatever the order of the classes', async () => {
  const turned = await learnCalibration([...vectors].reverse(), background);
  expect(turned).toEqual(learned);
});

it('tells most strangers from most members by distance', () => {
  const index = new ClassIndex(vectors, background);
  const known = classes.flatMap(({ pictures }) => pictures.slice(16));
  const share = (pictures: readonly Float32Array[]) =>
    pictures.filter((image) => assigned(decide(index, { image }, learned.calibration))).length /
    pictures.length;
  expect(share(known)).toBeGreaterThan(0.7);
  expect(share(strangers)).toBeLessThan(0.5);
});

it('gives probabilities that, with the unknown, make one', () => {
  const index = new ClassIndex(vectors, background);
  const { ranked } = decide(index, { image: classes[1]!.pictures[20]! }, learned.calibration);
  const sum = ranked.reduce((total, { probability }) => total + probability, 0);
  expect(sum).toBeGreaterThan(0);
  expect(sum).toBeLessThan(1);
  expect([...ranked].sort((a, b) => b.probability - a.probability)).toEqual(ranked);
});

it('keeps the default where there is too little to learn from', async () => {
  expect(await learnCalibration(vectors.slice(0, 5), background)).toMatchObject({
    calibration: DEFAULT_CALIBRATION,
    items: 0,
  });
});

it('leaves undecided what lies between two classes, unless one is a kind of the other', () => {
  const image = classes[1]!.pictures[20]!;
  const text = classes[1]!.text;
  const twins = (parent?: string) =>
    new ClassIndex(
      [
        { entry: catalogueClass({ name: 'a' }), text, exemplars: [] },
        { entry: catalogueClass({ name: 'b', parent }), text, exemplars: [] },
      ],
      backgroundOf([], D),
    );
  const strict = { ...DEFAULT_CALIBRATION, leastMargin: 0.1, leastDeviation: 0 };
  expect(decide(twins(), { image }, strict).unknown).toBe('margin');
  expect(decide(twins('a'), { image }, strict).unknown).toBeUndefined();
});
