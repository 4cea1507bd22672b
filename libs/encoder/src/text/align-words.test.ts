import { describe, expect, it } from 'vitest';
import { alignWords } from './align-words.ts';

describe('alignWords', () => {
  it('finds words behind their normalized surfaces, case and accents kept', () => {
    expect(alignWords('Ein Café, bitte!', ['ein', 'cafe', ',', 'bitte', '!'])).toEqual([
      'Ein',
      'Café',
      ',',
      'bitte',
      '!',
    ]);
  });

  it('takes repeated words one after the other', () => {
    expect(alignWords('Dog dog DOG', ['dog', 'dog', 'dog'])).toEqual(['Dog', 'dog', 'DOG']);
  });

  it('gives unknown surfaces what lies between their neighbors, each its part', () => {
    expect(alignWords('a 🦄 🐉 b', ['a', '[UNK]', '[UNK]', 'b'])).toEqual(['a', '🦄', '🐉', 'b']);
  });

  it('keeps the surface where the text says nothing', () => {
    expect(alignWords('', ['x'])).toEqual(['x']);
  });
});
