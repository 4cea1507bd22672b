import type { SearchTarget } from '../query/search-request.ts';
import { describe, expect, test } from 'vitest';
import { isVectorList, LIST_KEYS, listParts, type QueryPart, type SideWeights } from './list-key.ts';
import { planLists, type QueryShape } from './plan-lists.ts';

/** Names of the lists a query recalls. */
const planKeys = (of: QueryShape, target: SearchTarget) => planLists(of, target).map(({ key }) => key);
const shape = (...parts: QueryPart[]) => ({ parts: new Set(parts), fromItem: false });

describe('a query recalls', () => {
  test('by text: pictures, captions and both together', () => {
    expect(planKeys(shape('text'), 'any')).toEqual(['text-image', 'text-caption', 'text-joint']);
  });

  test('by picture: pictures, both together, and captions', () => {
    expect(planKeys(shape('image'), 'any')).toEqual(['image-image', 'image-joint', 'image-caption']);
  });

  test('by text and picture: each alone and both together', () => {
    const keys = planKeys(shape('text', 'image', 'joint'), 'any');
    expect(new Set(keys.filter(isVectorList).map((key) => listParts(key).query))).toEqual(
      new Set(['text', 'image', 'joint']),
    );
    expect(keys).toContain('text-image');
  });

  test('by a stored item with picture and caption: like with like', () => {
    const keys = planKeys({ ...shape('text', 'image', 'joint'), fromItem: true }, 'any');
    expect(keys).toEqual(['image-image', 'text-caption', 'joint-joint']);
  });

  test('by a stored item with one side: as that side would be asked', () => {
    expect(planKeys({ ...shape('image'), fromItem: true }, 'any')).toEqual(planKeys(shape('image'), 'any'));
    expect(planKeys({ ...shape('text'), fromItem: true }, 'any')).toEqual(planKeys(shape('text'), 'any'));
  });

  test.each(['image', 'caption'] as const)('only the %s side when that is the target', (target) => {
    for (const parts of [['text'], ['image'], ['text', 'image', 'joint']] as QueryPart[][]) {
      const keys = planKeys(shape(...parts), target);
      expect(keys.filter(isVectorList).map(listParts)).toEqual(
        parts.map((query) => ({ query, modality: target })),
      );
    }
  });
});

test('every list a query may recall has a number in cursors', () => {
  const all: QueryPart[][] = [['text'], ['image'], ['text', 'image', 'joint']];
  for (const parts of all) {
    for (const target of ['any', 'image', 'caption'] as const) {
      for (const fromItem of [false, true]) {
        expect(LIST_KEYS).toEqual(
          expect.arrayContaining(planKeys({ parts: new Set(parts), fromItem }, target)),
        );
      }
    }
  }
});

test('weights: like with like counts more, both parts of a query the same, and settings go first', () => {
  const byText = new Map(planLists(shape('text'), 'any').map(({ key, weight }) => [key, weight]));
  expect(byText.get('text-caption')).toBeGreaterThan(byText.get('text-image')!);
  const byBoth = planLists(shape('text', 'image', 'joint'), 'any');
  expect(new Set(byBoth.map(({ weight }) => weight)).size).toBe(1);
  expect(planLists(shape('text'), 'image', { 'text-image': 7 })).toEqual([{ key: 'text-image', weight: 7 }]);
});

test('words count beside the vectors of a text, and codes decide alone', () => {
  const weights = (words: 'words' | 'codes') =>
    new Map(planLists({ ...shape('text'), words }, 'any').map(({ key, weight }) => [key, weight]));
  expect(weights('words').get('keywords')).toBe(weights('words').get('text-caption'));
  const { keywords, ...others } = Object.fromEntries(weights('codes'));
  expect(keywords).toBeGreaterThan(5 * Object.values(others).reduce((sum, weight) => sum + weight, 0));
  expect(planKeys({ ...shape('text'), words: 'words' }, 'image')).toEqual(['text-image']);
});

test('a request weighs sides, and leaves out what it weighs with nothing', () => {
  const plan = (sides: SideWeights) =>
    Object.fromEntries(
      planLists({ ...shape('text'), words: 'words' }, 'any', {}, sides).map(({ key, weight }) => [
        key,
        weight,
      ]),
    );
  expect(plan({ image: 3 })).toEqual({ 'text-image': 3, 'text-caption': 2, 'text-joint': 4, keywords: 2 });
  expect(plan({ caption: 0 })).toEqual({ 'text-image': 1, 'text-joint': 1, keywords: 2 });
  expect(plan({ image: 0, caption: 0 })).toEqual({ keywords: 2 });
});

test('what is written counts by the share of the words that one picture has', () => {
  const weightOf = (written: number | undefined, words: 'words' | 'codes' = 'words') =>
    planLists({ ...shape('text'), words, written }, 'any').find(({ key }) => key === 'written')?.weight;
  const whole = weightOf(1)!;
  expect(whole).toBeGreaterThan(0);
  expect(weightOf(1, 'codes')).toBeGreaterThan(whole);
  expect(weightOf(0.25)).toBe(whole / 4);
  expect(weightOf(0)).toBeUndefined();
  expect(weightOf(undefined)).toBeUndefined();
});
