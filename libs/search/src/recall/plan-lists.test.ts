import { describe, expect, test } from 'vitest';
import { LIST_KEYS, listParts, type QueryPart } from './list-key.ts';
import { planLists } from './plan-lists.ts';

const shape = (...parts: QueryPart[]) => ({ parts: new Set(parts), fromItem: false });

describe('a query recalls', () => {
  test('by text: pictures, captions and both together', () => {
    expect(planLists(shape('text'), 'any')).toEqual(['text-image', 'text-caption', 'text-joint']);
  });

  test('by picture: pictures, both together, and captions', () => {
    expect(planLists(shape('image'), 'any')).toEqual(['image-image', 'image-joint', 'image-caption']);
  });

  test('by text and picture: each alone and both together', () => {
    const keys = planLists(shape('text', 'image', 'joint'), 'any');
    expect(new Set(keys.map((key) => listParts(key).query))).toEqual(new Set(['text', 'image', 'joint']));
    expect(keys).toContain('text-image');
  });

  test('by a stored item with picture and caption: like with like', () => {
    const keys = planLists({ ...shape('text', 'image', 'joint'), fromItem: true }, 'any');
    expect(keys).toEqual(['image-image', 'text-caption', 'joint-joint']);
  });

  test('by a stored item with one side: as that side would be asked', () => {
    expect(planLists({ ...shape('image'), fromItem: true }, 'any')).toEqual(planLists(shape('image'), 'any'));
    expect(planLists({ ...shape('text'), fromItem: true }, 'any')).toEqual(planLists(shape('text'), 'any'));
  });

  test.each(['image', 'caption'] as const)('only the %s side when that is the target', (target) => {
    for (const parts of [['text'], ['image'], ['text', 'image', 'joint']] as QueryPart[][]) {
      const keys = planLists(shape(...parts), target);
      expect(keys.map((key) => listParts(key))).toEqual(parts.map((query) => ({ query, modality: target })));
    }
  });
});

test('every list a query may recall has a number in cursors', () => {
  const all: QueryPart[][] = [['text'], ['image'], ['text', 'image', 'joint']];
  for (const parts of all) {
    for (const target of ['any', 'image', 'caption'] as const) {
      for (const fromItem of [false, true]) {
        expect(LIST_KEYS).toEqual(
          expect.arrayContaining(planLists({ parts: new Set(parts), fromItem }, target)),
        );
      }
    }
  }
});
