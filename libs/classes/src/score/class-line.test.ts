import { join } from 'node:path';
import { loadPack, openEncoder, type Encoder } from '@unseen/encoder';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogueClass } from '../testing/classes.ts';
import { backgroundOf, type ItemVectors } from './background.ts';
import { ClassIndex, type ClassVectors } from './class-index.ts';
import { lineOfWords, packLine, unpackLine, type SideLine } from './class-line.ts';
import { assigned, decide, DEFAULT_CALIBRATION, memberOf } from './decide.ts';
import { judgedLine, type Judged } from './judged-line.ts';
import { leastMatchOf } from './least-match.ts';

const DOGS = [
  'a brown dog runs through the grass',
  'a black dog swims in a lake',
  'two dogs play with a ball',
  'a small dog jumps over a fence',
  'a white dog lies in the snow',
  'a dog catches a frisbee',
];
const OTHERS = [
  'a man climbs a steep rock',
  'a child on a swing',
  'people sit at a table in a restaurant',
  'a woman rides a bicycle down a street',
  'a boy plays soccer',
  'a snowboarder in the air',
  'a surfer on a wave',
  'a red car on a race track',
  'three women in dresses',
  'a band plays music on a stage',
];

let encoder: Encoder;
const encode = (text: string) => encoder.encodeText(text, 'interactive');
beforeAll(async () => {
  const pack = await loadPack(join(import.meta.dirname, '../../../../models/lite'));
  encoder = await openEncoder({ pack, workers: 1, threads: 1 });
});
afterAll(() => encoder.close());

async function classOf(name: string, ...synonyms: string[]): Promise<ClassVectors> {
  const words = await Promise.all([name, ...synonyms].map(encode));
  return {
    entry: catalogueClass({ name, synonyms }),
    text: words[0]!.global,
    exemplars: [],
    line: lineOfWords(words),
  };
}
const items = async (texts: readonly string[]): Promise<ItemVectors[]> =>
  (await Promise.all(texts.map(encode))).map(({ global }) => ({ caption: global }));

function caught(dogs: readonly ItemVectors[], others: readonly ItemVectors[], classes: ClassVectors[]) {
  const background = backgroundOf([...dogs, ...others], encoder.pack.spaces.global);
  const index = new ClassIndex(classes, background, encoder.pack.manifest.match!.line);
  const nameOf = (item: ItemVectors) => assigned(decide(index, item, DEFAULT_CALIBRATION))?.entry.name;
  return { right: dogs.filter((item) => nameOf(item) === 'dog').length, wrong: others.filter(nameOf).length };
}

test('a class is caught alike whatever share of the collection it is', async () => {
  const [dogs, others] = await Promise.all([items(DOGS), items(OTHERS)]);
  const classes = [await classOf('dog')];
  for (const rest of [others, others.slice(0, 3), others.slice(0, 1), []]) {
    const { right, wrong } = caught(dogs, rest, classes);
    expect(right).toBe(DOGS.length);
    expect(right / (right + wrong)).toBeGreaterThanOrEqual(0.8);
  }
});

test('the class an item belongs to is the same where only that is asked for', async () => {
  const [dogs, others] = await Promise.all([items(DOGS), items(OTHERS)]);
  const named = ['dog', 'animal', 'man', 'person', 'sport', 'snow', 'qwertyuiop'];
  const classes = await Promise.all(named.map((name) => classOf(name)));
  const background = backgroundOf([...dogs, ...others], encoder.pack.spaces.global);
  const found = new Set<string | undefined>();
  for (const line of [encoder.pack.manifest.match!.line, undefined]) {
    const index = new ClassIndex(classes, background, line);
    for (const leastMargin of [0, 0.5]) {
      const calibration = { ...DEFAULT_CALIBRATION, seenFactor: 0.3, leastMargin };
      for (const item of [...dogs, ...others, {}]) {
        const entry = memberOf(index, item, calibration);
        expect(entry).toBe(assigned(decide(index, item, calibration))?.entry);
        found.add(entry?.name);
      }
    }
  }
  expect(found.size).toBeGreaterThan(3);
});

test('a class whose words mean nothing carries nothing, and a word of that kind spoils no other', async () => {
  const all = await items([...DOGS, ...OTHERS]);
  for (const name of ['qwertyuiop', '🐶', '狗']) {
    expect(caught([], all, [await classOf(name)])).toEqual({ right: 0, wrong: 0 });
  }
  expect(caught(await items(DOGS), [], [await classOf('dog', 'qwertyuiop')]).right).toBe(DOGS.length);
});

test('a line is the same after it was kept', async () => {
  const line = (await classOf('dog', 'hound')).line!;
  expect(unpackLine(packLine(line))).toEqual(line);
});

describe('pictures move the line of a class', () => {
  const unit = (...values: number[]) => {
    const length = Math.hypot(...values);
    return Float32Array.from(values, (value) => value / length);
  };
  const NOWHERE = new Float32Array(3);
  const silent: SideLine = { direction: Float32Array.of(0, 0, 0), bias: -4 };
  const words: SideLine = { direction: Float32Array.of(1, 0, 0), bias: -4 };
  /** The line of pictures by pictures alone. */
  const byPictures = (line: SideLine, pictures: readonly Judged[]) =>
    judgedLine({ image: line, caption: silent }, pictures, { image: NOWHERE, caption: NOWHERE }).image;
  const odds = (line: SideLine, vector: Float32Array) =>
    line.direction.reduce((sum, value, i) => sum + value * vector[i]!, line.bias);
  const shown = [unit(0, 1, 0.1), unit(0, 1, -0.1), unit(0.1, 1, 0)];
  const like = unit(0, 1, 0.2);
  const unlike = unit(0.2, 0, 1);

  test('towards members, the more of them the further, and not at all for what is unlike them', () => {
    const by = [0, 1, 2, 3].map((count) =>
      odds(
        byPictures(
          words,
          shown.slice(0, count).map((vector) => ({ image: vector, belongs: true })),
        ),
        like,
      ),
    );
    expect(by).toEqual(by.toSorted((a, b) => a - b));
    expect(by[3]).toBeGreaterThan(0);
    const three = byPictures(
      words,
      shown.map((vector) => ({ image: vector, belongs: true })),
    );
    expect(odds(three, unlike)).toBeLessThanOrEqual(odds(words, unlike) + 0.1);
  });

  test('away from what was rejected', () => {
    const known = { direction: Float32Array.of(1, 6, 0), bias: -4 };
    const rejected = byPictures(
      known,
      shown.map((vector) => ({ image: vector, belongs: false })),
    );
    expect(odds(known, like)).toBeGreaterThan(0);
    expect(odds(rejected, like)).toBeLessThan(0);
    expect(odds(rejected, unlike)).toBeLessThanOrEqual(odds(known, unlike));
  });

  test('little, where what was said is what the words say', () => {
    const known = { direction: Float32Array.of(0, 8, 0), bias: -4 };
    const agreed = byPictures(known, [
      ...shown.map((vector) => ({ image: vector, belongs: true })),
      { image: unlike, belongs: false },
    ]);
    expect(Math.abs(odds(agreed, like) - odds(known, like))).toBeLessThan(0.6);
  });

  test('together with captions: what a caption says already, its picture need not', () => {
    const heard: SideLine = { direction: Float32Array.of(0, 8, 0), bias: -3 };
    const mean = { image: NOWHERE, caption: NOWHERE };
    const lines = { image: words, caption: heard };
    const said = shown.map((image) => ({ image, caption: like, belongs: true }));
    const agreed = judgedLine(lines, said, mean);
    expect(Math.abs(odds(agreed.image, like) - odds(words, like))).toBeLessThan(0.2);
    const alone = byPictures(
      words,
      said.map(({ image, belongs }) => ({ image, belongs })),
    );
    expect(odds(alone, like) - odds(words, like)).toBeGreaterThan(1);
    const denied = judgedLine(
      lines,
      said.map((item) => ({ ...item, belongs: false })),
      mean,
    );
    expect(odds(denied.caption, like)).toBeLessThan(odds(heard, like) - 1);
    const spoken = judgedLine(lines, [{ caption: unlike, belongs: true }], mean);
    expect(odds(spoken.caption, unlike)).toBeGreaterThan(odds(heard, unlike));
    expect(spoken.image).toBe(words);
  });

  test('and the least match of a class goes from that of the pack towards the one that catches most', () => {
    const sample = [...Array<number>(10).fill(0.9), ...Array<number>(90).fill(0.3)];
    const by = [0, 3, 10, 100].map((judgements) => leastMatchOf(0.12, judgements, sample));
    expect(by[0]).toBeCloseTo(0.12);
    expect(by).toEqual(by.toSorted((a, b) => a - b));
    expect(by[3]).toBeGreaterThan(0.25);
    expect(leastMatchOf(0.12, 10, [])).toBeCloseTo(0.12);
  });
});

test('a class has its own line where one is set', async () => {
  const dogs = await items(DOGS);
  const dog = await classOf('dog');
  const withLine = (line: number) => ({ ...dog, entry: { ...dog.entry, line } });
  expect(caught(dogs, [], [withLine(1)]).right).toBe(0);
  expect(caught(dogs, [], [withLine(0)]).right).toBe(DOGS.length);
});
