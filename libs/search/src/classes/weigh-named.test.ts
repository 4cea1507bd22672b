import type { ReadPoint } from '@unseen/domain';
import { expect, test } from 'vitest';
import type { EmbeddedQuery } from '../embed/embedded-query.ts';
import { reciprocalRank, standardScore, type Contributions } from '../fuse/contributions.ts';
import { fuse } from '../fuse/fuse.ts';
import { rankedList } from '../fuse/ranked-list.ts';
import type { ClassLens } from './class-lens.ts';
import { weighNamed } from './weigh-named.ts';

const vector = (value: number) => Float32Array.of(value);
const pointOf = (id: string, probability: number): [string, ReadPoint] => [
  id,
  { id, itemId: id, vectors: { image: vector(probability) } },
];
/** The words prefer `a`, the class is surest of `d`. */
const points = new Map([pointOf('a', 0.01), pointOf('b', 0.2), pointOf('c', 0), pointOf('d', 1)]);
const byWords = [...points.keys()].map((id, index) => ({ id, score: 1 - index / 10 }));
const query = (image?: Float32Array) =>
  ({ vectors: { text: vector(1), ...(image && { image }) } }) as EmbeddedQuery;
const lens = (share: number): ClassLens => ({
  classesOf: (items) => Promise.resolve(items.map(() => undefined)),
  membersOf: (items) => Promise.resolve(items.map(() => undefined)),
  lineage: () => [],
  named: [{ id: 'k', name: 'kite', word: 'kite', as: 'name' }],
  evidence: {
    share,
    directions: [],
    probabilities: ({ image }) => [image![0]!],
    applies: () => false,
  },
});
const weigh = (of: ClassLens | undefined, contributions: Contributions, from = query()) =>
  weighNamed(
    fuse([rankedList('text-image', 1, byWords)], contributions),
    of,
    from,
    points,
    contributions,
  ).order.map(({ id }) => id);

test.each([
  ['standard scores', standardScore],
  ['reciprocal rank', reciprocalRank()],
])('a query that is the name of a class goes by the class first, by %s', (_, contributions) => {
  expect(weigh(lens(1), contributions)[0]).toBe('d');
});

test('the less of a query names classes, the more its words decide', () => {
  expect(weigh(lens(0.1), standardScore)).toEqual(['a', 'b', 'c', 'd']);
  expect(weigh(undefined, standardScore)).toEqual(['a', 'b', 'c', 'd']);
  const place = [1, 0.5, 0.1].map((share) => weigh(lens(share), standardScore).indexOf('d'));
  expect(place).toEqual(place.toSorted());
});

test('a picture next to the name keeps its say', () => {
  const score = (image?: Float32Array) => {
    const order = fuse([rankedList('text-image', 1, byWords)], standardScore);
    const weighed = weighNamed(order, lens(1), query(image), points, standardScore);
    return weighed.order.find(({ id }) => id === 'a')!.score;
  };
  expect(score(vector(1))).toBeGreaterThan(score());
});

test('no candidate is dropped, and contributions are shares of the score', () => {
  const order = fuse([rankedList('text-image', 1, byWords)], standardScore);
  const { order: weighed } = weighNamed(order, lens(1), query(), points, standardScore);
  expect(new Set(weighed.map(({ id }) => id))).toEqual(new Set(points.keys()));
  for (const { id, standings } of weighed) {
    const before = order.find((hit) => hit.id === id)!.standings.get('text-image')!;
    expect(standings.get('text-image')).toEqual({ ...before, contribution: before.contribution / 3 });
  }
});
