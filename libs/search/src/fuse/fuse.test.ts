import { describe, expect, test } from 'vitest';
import { minMax, reciprocalRank, zScore, type Contributions } from './contributions.ts';
import { fuse, interleave } from './fuse.ts';
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
      const fused = fuse(lists, method, 'sum');
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
      for (const hit of fuse(lists, method, 'sum')) {
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
      expect(ids(fuse([list!], method, 'sum'))).toEqual(ids(list!.entries));
    }
  });

  test('never puts a candidate below one that every list ranks lower', () => {
    for (const seed of seeds) {
      const lists = randomLists(seed);
      const fused = fuse(lists, method, 'sum');
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
      const scores = new Map(fuse(lists, method, 'sum').map((hit) => [hit.id, hit.score]));
      for (const hit of fuse([...lists, silent], method, 'sum'))
        expect(hit.score).toBeCloseTo(scores.get(hit.id) ?? 0, 12);
    }
  });

  test('no lists, or empty ones, give nothing', () => {
    expect(fuse([], method, 'sum')).toEqual([]);
    expect(fuse([rankedList('a', 1, [])], method, 'sum')).toEqual([]);
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
  const fused = fuse([a, b], reciprocalRank(), 'sum');
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
      const before = new Map(fuse(lists, method, 'sum').map((hit) => [hit.id, hit.score]));
      for (const hit of fuse(moved, method, 'sum')) expect(hit.score).toBeCloseTo(before.get(hit.id)!, 9);
    }
  }
});

test('min-max gives the only entry of a list its whole weight', () => {
  expect(fuse([rankedList('a', 2, [{ id: 'x', score: 0.1 }])], minMax, 'sum')[0]!.score).toBe(2);
});

describe('fusion by the mean of the lists a candidate is in', () => {
  test('gives the order of the sum where every list has every candidate', () => {
    for (const seed of seeds) {
      const lists = randomLists(seed).map((list, index) => {
        const next = random(seed * 31 + index);
        return rankedList(
          list.key,
          list.weight,
          Array.from({ length: 20 }, (_, i) => ({ id: `i${i}`, score: next() })),
        );
      });
      for (const [, method] of methods) {
        expect(ids(fuse(lists, method, 'mean'))).toEqual(ids(fuse(lists, method, 'sum')));
      }
    }
  });

  test('does not put a candidate down for a list it cannot be in', () => {
    const pictures = rankedList('pictures', 1, [
      { id: 'best picture', score: 0.9 },
      { id: 'captioned', score: 0.2 },
      { id: 'captioned too', score: 0.1 },
    ]);
    const captions = rankedList('captions', 1, [
      { id: 'captioned', score: 0.3 },
      { id: 'captioned too', score: 0.2 },
    ]);
    expect(ids(fuse([pictures, captions], reciprocalRank(), 'sum'))[0]).toBe('captioned');
    const fused = fuse([pictures, captions], reciprocalRank(), 'mean');
    expect(fused[0]).toMatchObject({ id: 'best picture', score: 1 / 61 });
    expect(fused[1]!.score).toBeCloseTo((1 / 62 + 1 / 61) / 2, 12);
  });

  test('keeps the shares adding up to the score', () => {
    for (const seed of seeds) {
      for (const hit of fuse(randomLists(seed), reciprocalRank(), 'mean')) {
        const sum = [...hit.standings.values()].reduce((total, standing) => total + standing.contribution, 0);
        expect(hit.score).toBeCloseTo(sum, 12);
        expect(hit.score).toBeLessThanOrEqual(1 / 61);
      }
    }
  });
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
