import { drawDistinct, seededNormals, seededUniform } from '@unseen/domain/random';
import { expect, test } from 'vitest';
import { catalogueClass } from '../testing/classes.ts';
import { backgroundOf, type ItemVectors } from './background.ts';
import { ClassIndex, type ClassVectors } from './class-index.ts';
import { membersOf, withProbabilities } from './decide-many.ts';
import { assigned, decide, DEFAULT_CALIBRATION } from './decide.ts';

const SIZE = 10;
const normal = seededNormals(3);
const direction = () => {
  const draw = Float32Array.from({ length: SIZE }, normal);
  const length = Math.hypot(...draw);
  return draw.map((value) => value / length);
};

/** More classes than are multiplied at once, some without a line, and more items than are compared together, of every kind. */
const classes = Array.from({ length: 150 }, (_, at): ClassVectors => {
  const text = direction();
  const line = { direction: text.map((value) => 9 * value), bias: -5 };
  return {
    entry: catalogueClass({
      id: `c${at}`,
      name: `thing ${at}`,
      seen: at % 3 === 0,
      ...(at % 7 === 0 && { line: 0.4 }),
    }),
    text,
    exemplars: [],
    ...(at % 10 !== 0 && { line: { image: line, caption: line } }),
  };
});
const items: ItemVectors[] = [
  ...Array.from({ length: 30 }, () => ({ image: direction(), caption: direction() })),
  ...Array.from({ length: 20 }, () => ({ image: direction() })),
  ...Array.from({ length: 20 }, () => ({ caption: direction() })),
  {},
];

test.each([0.12, undefined])('many items are decided together as one by one, line %s', async (line) => {
  const drawn = drawDistinct(items.length - 1, 20, seededUniform(1)).map((at) => items[at]!);
  const index = new ClassIndex(classes, backgroundOf(drawn, SIZE), line);
  for (const leastMargin of [0, 0.3]) {
    const calibration = { ...DEFAULT_CALIBRATION, seenFactor: 0.2, leastMargin };
    const decisions = items.map((item) => assigned(decide(index, item, calibration)));
    const entries = await membersOf(index, items, calibration);
    expect(entries.map((entry) => entry?.id)).toEqual(decisions.map((member) => member?.entry.id));
    expect(new Set(entries).size).toBeGreaterThan(10);

    const members = items.flatMap((item, at) => (entries[at] ? { item, entry: entries[at] } : []));
    const weighed = await withProbabilities(index, members, calibration);
    const expected = decisions.filter((member) => member !== undefined);
    expect(weighed.map(({ entry }) => entry)).toEqual(expected.map(({ entry }) => entry));
    for (const [at, { probability }] of weighed.entries()) {
      expect(probability).toBeCloseTo(expected[at]!.probability, 5);
    }
  }
});

test('nothing is decided of no items, or by no classes', async () => {
  const none = new ClassIndex([], backgroundOf([], SIZE), 0.12);
  expect(await membersOf(none, items.slice(0, 2), DEFAULT_CALIBRATION)).toEqual([undefined, undefined]);
  expect(await membersOf(none, [], DEFAULT_CALIBRATION)).toEqual([]);
});
