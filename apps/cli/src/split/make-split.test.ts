import { describe, expect, it } from 'vitest';
import { parseSplitFile } from '@unseen/evaluation';
import { everydayConcepts, holdOut, parseClasses } from './class-terms.ts';
import { findLeaks } from './find-leaks.ts';
import { makeSplit, type SplitInput } from './make-split.ts';
import type { LabelledPicture } from './plan-split.ts';

const CLASSES = holdOut(
  [
    { name: 'horse', synonyms: ['pony'] },
    { name: 'dog', synonyms: ['puppy'] },
    { name: 'car', synonyms: [] },
  ],
  ['Horse'],
);

/** A thousand pictures of dogs and cars, some of which name a horse once, some twice, some only by their label. */
const PICTURES: LabelledPicture[] = Array.from({ length: 1_000 }, (_, i) => ({
  id: `${i}.jpg`,
  captions: [
    i % 10 === 0 ? 'two ponies in a field' : 'a dog in a field',
    i % 20 === 0 ? 'a horse' : 'a red car',
  ],
  labels: i % 50 === 1 ? ['horse'] : ['dog'],
}));

const SHARES = { testSeen: 0.1, validation: 0.2, mentions: 1, seed: 7 };

function make(change: Partial<SplitInput> = {}) {
  return makeSplit({
    name: 'test',
    source: { format: 'flickr', files: {} },
    pictures: PICTURES,
    classes: CLASSES,
    shares: SHARES,
    ...change,
  });
}

describe('a zero-shot split', () => {
  it('trains on nothing that names, in any form, or is labelled with a held-out class', () => {
    const { file, lists } = make();
    const unseen = lists['test-unseen.txt']!.trim().split('\n');
    const expected = PICTURES.filter((_, i) => i % 10 === 0 || i % 50 === 1).map(({ id }) => id);
    expect(unseen).toEqual(expected);
    for (const list of ['train.txt', 'validation.txt', 'test-seen.txt']) {
      for (const id of lists[list]!.trim().split('\n')) expect(expected).not.toContain(id);
    }
    expect(findLeaks(file, PICTURES)).toEqual([]);
  });

  it('puts every picture into one part, in about the shares asked for', () => {
    const { file, lists } = make();
    expect(new Set(file.pictures.map(({ id }) => id)).size).toBe(1_000);
    const size = (list: string) => file.lists[list]!.pictures;
    expect(size('train.txt') + size('validation.txt') + size('test.txt')).toBe(1_000);
    expect(size('test-seen.txt') / 880).toBeCloseTo(0.1, 1);
    expect(size('validation.txt') / 880).toBeCloseTo(0.2, 1);
    expect(lists['test.txt']).toContain(lists['test-unseen.txt']!.split('\n')[0]);
  });

  it('leaves out what would leak but names a held-out class too rarely to be tested on it', () => {
    const { file } = make({ shares: { ...SHARES, mentions: 2 } });
    const out = PICTURES.filter((_, i) => i % 10 === 0 && i % 20 !== 0).map(({ id }) => id);
    expect(file.excluded).toEqual(out);
    expect(findLeaks(file, PICTURES)).toEqual([]);
  });

  it('is the same every time, other with another seed, and a picture keeps its part in a larger set', () => {
    expect(make()).toEqual(make());
    expect(make({ shares: { ...SHARES, seed: 8 } }).file.sha256).not.toBe(make().file.sha256);
    const parts = new Map(make().file.pictures.map(({ id, part }) => [id, part]));
    const larger = [{ id: 'new.jpg', captions: ['a car'], labels: [] }, ...PICTURES];
    for (const { id, part } of make({ pictures: larger }).file.pictures) {
      if (id !== 'new.jpg') expect(part).toBe(parts.get(id));
    }
  });

  it('can be read back', () => {
    const { file } = make();
    expect(parseSplitFile(JSON.stringify(file))).toEqual(file);
  });

  it('is refused when nothing is left to train on or to test on', () => {
    const horses = PICTURES.map((picture) => ({ ...picture, captions: ['a horse'] }));
    expect(() => make({ pictures: horses })).toThrowError(/left for train/);
    const cars = PICTURES.map((picture) => ({ ...picture, captions: ['a car'], labels: [] }));
    expect(() => make({ pictures: cars })).toThrowError(/left for test-unseen/);
  });
});

describe('the check for leaks', () => {
  it('finds a caption, a label and a picture in two parts, planted in a split', () => {
    const { file } = make();
    const trained = file.pictures.filter(({ part }) => part === 'train').map(({ id }) => id);
    const [first, second, third] = trained;
    const spoiled = PICTURES.map((picture) => {
      if (picture.id === first) return { ...picture, captions: [...picture.captions, 'some ponies'] };
      return picture.id === second ? { ...picture, labels: ['horse'] } : picture;
    });
    const twice = { id: third!, part: 'test-unseen' as const, classes: [] };
    const leaks = findLeaks({ ...file, pictures: [twice, ...file.pictures] }, spoiled);
    expect(leaks).toHaveLength(3);
    expect(leaks).toContainEqual({ id: first, class: 'horse', caption: 'some ponies' });
    expect(leaks).toContainEqual({ id: second, class: 'horse' });
    expect(leaks).toContainEqual({ id: third, class: 'test-unseen and train' });
  });
});

describe('classes', () => {
  it('come as a list or as an exported catalogue', () => {
    const list = [{ name: 'shoe', synonyms: ['sneaker'], seen: false }, { name: 'hat' }];
    const expected = [list[0], { name: 'hat', synonyms: [] }];
    expect(parseClasses(JSON.stringify(list))).toEqual(expected);
    expect(parseClasses(JSON.stringify({ version: 3, classes: list }))).toEqual(expected);
  });

  it.each([
    ['not JSON', '{'],
    ['no list', '{"classes": 5}'],
    ['a class without a name', '[{"synonyms": []}]'],
    ['a name that is empty', '[{"name": " "}]'],
  ])('%s is refused', (_name, text) => {
    expect(() => parseClasses(text)).toThrowError(expect.objectContaining({ code: 'source_invalid' }));
  });

  it('hold out what they say of themselves or what is named, but never all, none or what is not there', () => {
    const seen = (unseen?: string[]) =>
      holdOut(everydayConcepts(), unseen)
        .filter((one) => !one.seen)
        .map((one) => one.name);
    expect(seen()).toContain('surfing');
    expect(seen(['dog', 'CAT'])).toEqual(['dog', 'cat']);
    expect(() => seen(['dragon'])).toThrowError(/"dragon"/);
    expect(() => holdOut([{ name: 'a', synonyms: [] }], undefined)).toThrowError(/No class/);
    expect(() => holdOut([{ name: 'a', synonyms: [] }], ['a'])).toThrowError(/Every class/);
    expect(() =>
      holdOut(
        [
          { name: 'a', synonyms: [] },
          { name: 'A', synonyms: [] },
        ],
        ['a'],
      ),
    ).toThrowError(/Two classes/);
  });
});
