import { describe, expect, it } from 'vitest';
import type { NamedEvidence } from '../classes/class-lens.ts';
import { matchesOfNamed } from './matches-of-named.ts';

const LINE = 0.1;
const vectorsOf = (id: string) => (id === 'unread' ? undefined : { image: Float32Array.of(Number(id)) });
const judged = new Map([
  ['0', 0.02],
  ['1', 0.02],
  ['unread', 0.02],
]);
const named = (share: number): NamedEvidence => ({
  share,
  directions: [],
  probabilities: () => [0],
  applies: ({ image }) => image![0] === 1,
});

describe('matchesOfNamed', () => {
  it('raises to the line what a class applies to that the query is the name of', () => {
    expect([...matchesOfNamed(judged, named(1), vectorsOf, LINE)]).toEqual([
      ['0', 0.02],
      ['1', LINE],
      ['unread', 0.02],
    ]);
  });

  it('leaves a sentence that names a class among other things as it is', () => {
    expect(matchesOfNamed(judged, named(0.5), vectorsOf, LINE)).toEqual(judged);
    expect(matchesOfNamed(judged, undefined, vectorsOf, LINE)).toEqual(judged);
  });

  it('lowers no match', () => {
    const sure = new Map([['1', 0.9]]);
    expect(matchesOfNamed(sure, named(1), vectorsOf, LINE)).toEqual(sure);
  });
});
