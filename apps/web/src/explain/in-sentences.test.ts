import type { Explanation } from '@unseen/client';
import { describe, expect, it } from 'vitest';
import { inSentences } from './in-sentences.ts';

const explain: Explanation = {
  rank: 1,
  summary: [],
  fused: { rank: 3, score: 1 },
  rescore: { method: 'imfa', score: 0.5 },
  lists: [
    {
      query: 'text',
      modality: 'image',
      rank: 9,
      score: 0.3,
      counted: { rank: 9, score: 0.3, contribution: 1 },
    },
    {
      query: 'text',
      modality: 'caption',
      rank: 2,
      score: 0.9,
      counted: { rank: 2, score: 0.9, contribution: 5 },
    },
  ],
} as unknown as Explanation;

describe('why a hit is where it is', () => {
  it('is said in three sentences', () => {
    expect(inSentences(explain, 0.91)).toEqual([
      'Almost certainly what was asked for: a match of 91 in 100.',
      'What counted most: your words and the caption, 2nd closest of all.',
      'Looked at every region of the picture and raised it from place 3 to 1.',
    ]);
  });

  it('does not claim a match where nothing was asked for, or attention that there was not', () => {
    const { rescore: _none, ...without } = explain;
    expect(inSentences(without as Explanation, undefined, 'deadline')).toEqual([
      'What counted most: your words and the caption, 2nd closest of all.',
      'Looking closely took too long this time, so the comparisons alone decide.',
    ]);
  });
});
