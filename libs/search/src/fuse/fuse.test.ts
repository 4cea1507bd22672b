import { describe, expect, test } from 'vitest';
import { minMax, reciprocalRank, zScore, type Contributions } from './contributions.ts';
import { fuse } from './fuse.ts';
import { rankedList, type RankedList } from './ranked-list.ts';

/** Small deterministic generator (mulberry32), so a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function randomLists(seed: number): RankedList[] {
  const next = random(seed);
  return Array.from({ length: 1 + Math.floor(next() * 4) }, (_, l) => {
    const entries = Array.from({ length: 30 }, (_e, i) => ({
      id: `i${i}`,
      score: Math.round(next() * 20) / 20,
    }));
    return rankedList(
      `list${l}`,
      0.5 + next(),
      entries.filter(() => next() < 0.6),
    );
  });
}

const methods: [string, Contributions][] = [
  ['reciprocal rank', reciprocalRank()],
  ['min-max', minMax],
  ['z score', zScore],
];
const seeds = Array.from({ length: 50 }, (_, i) => i + 1);
const ids = (fused: readonly { id: string }[]) => fused.map((hit) => hit.id);

describe.each(methods)('fusion by %s', (_name, method) => {
  test('returns every candidate of any list once, best first, each score the sum of its contributions', () => {
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

  test('never puts a candidate below one that every list ranks lower', () => {
    for (const seed of seeds) {
      const lists = randomLists(seed);
      const fused = fuse(lists, method);
      for (const [above, better] of fused.entries()) {
        for (const worse of fused.slice(0, above)) {
          const dominated = lists.every(
            (list) =>
              (better.standings.get(list.key)?.rank ?? Infinity) <=
              (worse.standings.get(list.key)?.rank ?? Infinity),
          );
          // Dominated in every list may still be a tie in score; it must not be strictly above.
          if (dominated) expect(worse.score).toBeCloseTo(better.score, 12);
        }
      }
    }
  });

  test('a list of weight 0 changes nothing', () => {
    for (const seed of seeds) {
      const lists = randomLists(seed);
      const silent = { ...lists[0]!, key: 'silent', weight: 0, entries: lists[0]!.entries.toReversed() };
      const scores = new Map(fuse(lists, method).map((hit) => [hit.id, hit.score]));
      for (const hit of fuse([...lists, silent], method))
        expect(hit.score).toBeCloseTo(scores.get(hit.id) ?? 0, 12);
    }
  });

  test('no lists, or empty ones, give nothing', () => {
    expect(fuse([], method)).toEqual([]);
    expect(fuse([rankedList('a', 1, [])], method)).toEqual([]);
  });
});

test('reciprocal rank fusion gives the textbook scores', () => {
  const a = rankedList('a', 1, [
    { id: 'x', score: 0.9 },
    { id: 'y', score: 0.8 },
  ]);
  const b = rankedList('b', 1, [
    { id: 'y', score: 7 },
    { id: 'z', score: 5 },
  ]);
  const fused = fuse([a, b], reciprocalRank());
  expect(ids(fused)).toEqual(['y', 'x', 'z']);
  expect(fused[0]!.score).toBeCloseTo(1 / 62 + 1 / 61, 12);
  expect(fused[2]!.score).toBeCloseTo(1 / 62, 12);
});

test('min-max and z score do not depend on the scale or offset of a list', () => {
  for (const seed of seeds) {
    const lists = randomLists(seed).map((list) => ({ ...list, weight: 1 }));
    const moved = lists.map((list) => ({
      ...list,
      entries: list.entries.map((entry) => ({ ...entry, score: entry.score * 40 - 3 })),
    }));
    for (const method of [minMax, zScore]) {
      const before = new Map(fuse(lists, method).map((hit) => [hit.id, hit.score]));
      for (const hit of fuse(moved, method)) expect(hit.score).toBeCloseTo(before.get(hit.id)!, 9);
    }
  }
});

test('min-max gives the only entry of a list its whole weight', () => {
  expect(fuse([rankedList('a', 2, [{ id: 'x', score: 0.1 }])], minMax)[0]!.score).toBe(2);
});
