import { seededUniform } from '@unseen/domain/random';
import { describe, expect, test } from 'vitest';
import { reciprocalRank, standardScore, type Contributions } from './contributions.ts';
import { fuse, interleave } from './fuse.ts';
import { rankedList, type RankedList } from './ranked-list.ts';

/** One to four lists over 30 candidates; each has about `share` of them, some with equal scores. */
function randomLists(seed: number, share = 0.6): RankedList[] {
  const next = seededUniform(seed);
  return Array.from({ length: 1 + Math.floor(next() * 4) }, (_, l) => {
    const entries = Array.from({ length: 30 }, (_e, i) => ({
      id: `i${i}`,
      score: Math.round(next() * 20) / 20,
    }));
    return rankedList(
      `list${l}`,
      0.5 + next(),
      entries.filter(() => next() < share),
    );
  });
}

const methods: [string, Contributions][] = [
  ['reciprocal rank', reciprocalRank()],
  ['standard score', standardScore],
];
const seeds = Array.from({ length: 50 }, (_, i) => i + 1);
const ids = (fused: readonly { id: string }[]) => fused.map((hit) => hit.id);

describe.each(methods)('fusion by %s', (_name, method) => {
  test('returns every candidate of any list once, best first, each score the sum of its shares', () => {
    for (const seed of seeds) {
      const lists = randomLists(seed);
      const fused = fuse(lists, method);
      expect(new Set(ids(fused))).toEqual(new Set(lists.flatMap((list) => ids(list.entries))));
      expect(new Set(ids(fused)).size).toBe(fused.length);
      for (const [index, hit] of fused.entries()) {
        if (index > 0) expect(hit.score).toBeLessThanOrEqual(fused[index - 1]!.score);
        const sum = [...hit.standings.values()].reduce((total, standing) => total + standing.contribution, 0);
        expect(hit.score).toBeCloseTo(sum, 12);
      }
    }
  });

  test('keeps the rank and the raw score of each list', () => {
    for (const seed of seeds) {
      const lists = randomLists(seed);
      for (const hit of fuse(lists, method)) {
        for (const list of lists) {
          const index = list.entries.findIndex((entry) => entry.id === hit.id);
          const standing = hit.standings.get(list.key);
          expect(standing?.rank).toBe(index < 0 ? undefined : index + 1);
          expect(standing?.score).toBe(index < 0 ? undefined : list.entries[index]!.score);
        }
      }
    }
  });

  test('keeps the order of a single list, also where scores are equal', () => {
    for (const seed of seeds) {
      const [list] = randomLists(seed);
      expect(ids(fuse([list!], method))).toEqual(ids(list!.entries));
    }
  });

  test('never puts a candidate above one that every list ranks higher', () => {
    for (const seed of seeds) {
      const lists = randomLists(seed, 1);
      const fused = fuse(lists, method);
      for (const [below, lower] of fused.entries()) {
        for (const upper of fused.slice(0, below)) {
          const worse = lists.every(
            ({ key }) => upper.standings.get(key)!.score < lower.standings.get(key)!.score,
          );
          expect(worse).toBe(false);
        }
      }
    }
  });

  test('gives the order of the weighted sum where every list has every candidate', () => {
    for (const seed of seeds) {
      const next = seededUniform(seed);
      const lists = randomLists(seed, 1).map((list) =>
        rankedList(
          list.key,
          list.weight,
          list.entries.map(({ id }) => ({ id, score: next() })),
        ),
      );
      const sums = new Map<string, number>();
      for (const list of lists) {
        const parts = method(list);
        list.entries.forEach(({ id }, index) =>
          sums.set(id, (sums.get(id) ?? 0) + list.weight * parts[index]!),
        );
      }
      const bySum = [...sums].sort(([, a], [, b]) => b - a).map(([id]) => id);
      expect(ids(fuse(lists, method))).toEqual(bySum);
    }
  });

  test('no lists, or empty ones, give nothing', () => {
    expect(fuse([], method)).toEqual([]);
    expect(fuse([rankedList('a', 1, [])], method)).toEqual([]);
  });
});

test('reciprocal rank fusion gives the textbook scores, over the weights', () => {
  const a = rankedList('a', 1, [
    { id: 'x', score: 0.9 },
    { id: 'y', score: 0.8 },
  ]);
  const b = rankedList('b', 3, [
    { id: 'y', score: 7 },
    { id: 'z', score: 5 },
  ]);
  const scores = new Map(fuse([a, b], reciprocalRank()).map((hit) => [hit.id, hit.score]));
  expect(scores.get('x')).toBeCloseTo(1 / 61, 12);
  expect(scores.get('y')).toBeCloseTo((1 / 62 + 3 / 61) / 4, 12);
  expect(scores.get('z')).toBeCloseTo(1 / 62, 12);
});

test('a candidate is not put down for a list it cannot be in', () => {
  const pictures = rankedList('pictures', 1, [
    { id: 'best picture', score: 0.9 },
    { id: 'captioned', score: 0.2 },
    { id: 'captioned too', score: 0.1 },
  ]);
  const captions = rankedList('captions', 1, [
    { id: 'captioned', score: 0.3 },
    { id: 'captioned too', score: 0.2 },
  ]);
  expect(ids(fuse([pictures, captions], reciprocalRank()))[0]).toBe('best picture');
});

test('a smaller constant makes first ranks count more', () => {
  const list = (key: string, ...order: string[]) =>
    rankedList(
      key,
      1,
      order.map((id, index) => ({ id, score: -index })),
    );
  const a = list('a', 'first once', 'second twice', 'c', 'd', 'e', 'f', 'g', 'h');
  const b = list('b', 'h', 'second twice', 'c', 'd', 'e', 'f', 'g', 'first once');
  expect(ids(fuse([a, b], reciprocalRank(60)))[0]).toBe('second twice');
  expect(ids(fuse([a, b], reciprocalRank(0)))[0]).toBe('first once');
});

test('standard scores do not depend on the scale or offset of a list', () => {
  for (const seed of seeds) {
    const lists = randomLists(seed);
    const moved = lists.map((list) => ({
      ...list,
      entries: list.entries.map((entry) => ({ ...entry, score: entry.score * 40 - 3 })),
    }));
    const before = new Map(fuse(lists, standardScore).map((hit) => [hit.id, hit.score]));
    for (const hit of fuse(moved, standardScore)) expect(hit.score).toBeCloseTo(before.get(hit.id)!, 9);
  }
});

test('interleaving takes every list from the top', () => {
  const list = (key: string, ...names: string[]) =>
    rankedList(
      key,
      1,
      names.map((id, index) => ({ id, score: -index })),
    );
  const lists = [list('a', 'x', 'y', 'z'), list('b', 'y', 'w'), list('c')];
  expect(interleave(lists, 10)).toEqual(['x', 'y', 'w', 'z']);
  expect(interleave(lists, 3)).toEqual(['x', 'y', 'w']);
  expect(interleave([], 3)).toEqual([]);
});

test('standard scores tell a clear lead from a narrow one', () => {
  const lead = (first: number) =>
    standardScore(
      rankedList(
        'a',
        1,
        [first, 0.3, 0.29, 0.28, 0.27].map((score, index) => ({ id: `${index}`, score })),
      ),
    );
  expect(lead(0.9)[0]).toBeGreaterThan(lead(0.31)[0]!);
  expect(lead(0.9).reduce((sum, score) => sum + score, 0) / 5).toBeCloseTo(50, 9);
});
