import type { Explanation } from '@unseen/client';
import { describe, expect, test } from 'vitest';
import { inWords, wordShares } from './in-words.ts';

const list = (query: 'text', modality: 'image' | 'caption', rank: number | null, score: number) => ({
  query,
  modality,
  rank,
  score,
  counted: { rank: rank ?? 9, score, contribution: score },
});
const explain: Explanation = {
  rank: 2,
  summary: [],
  fused: { rank: 5, score: 1 },
  lists: [list('text', 'image', 3, 0.312), list('text', 'caption', null, 0.05)],
  rescore: { method: 'imfa', score: 2, rank: 2 },
  unwanted: [{ text: 'green', image: 0.2, caption: 0.11 }],
  attention: {
    rows: 1,
    cols: 2,
    weights: [0.5, 0.5],
    words: [
      { text: 'a', weight: -0.1, weights: [1, 0] },
      { text: 'red', weight: 1, weights: [1, 0] },
      { text: 'apple', weight: 3, weights: [0, 1] },
    ],
  },
};

describe('an explanation in words', () => {
  test('says that the query names a class of the hit', () => {
    const named = {
      id: 'c1',
      name: 'fruit',
      word: 'apple',
      as: 'synonym' as const,
      probability: 0.72,
      weight: 2,
    };
    expect(inWords({ ...explain, named })).toContainEqual({
      kind: 'named',
      title: '“apple” names a class',
      text: 'It belongs to “fruit” with a probability of 72 %, which counts in its place.',
    });
  });

  test('tells the way from each list to the place', () => {
    expect(inWords(explain).map(({ title, text }) => `${title}: ${text}`)).toEqual([
      'Your words and the picture: 3rd closest of all, likeness 31.2.',
      'Your words and the caption: Not among the closest, likeness 5.',
      'All comparisons together: Put it in place 5.',
      'Attention, word by word: Looked at every region of the picture and raised it from place 5 to 2.',
      'You said “not green”: Its likeness to that is 20.',
    ]);
  });

  test('says why attention had no part', () => {
    const { rescore: _none, ...without } = explain;
    const [step] = inWords(without, 'not_requested').filter(({ kind }) => kind === 'rescore');
    expect(step?.text).toMatch(/switched off/);
    const [other] = inWords(without).filter(({ kind }) => kind === 'rescore');
    expect(other?.text).toMatch(/not looked at closely/);
  });

  test('gives each word its share of the query', () => {
    expect(wordShares(explain)).toEqual([
      { text: 'a', index: 0, share: 0 },
      { text: 'red', index: 1, share: 0.25 },
      { text: 'apple', index: 2, share: 0.75 },
    ]);
  });
});
