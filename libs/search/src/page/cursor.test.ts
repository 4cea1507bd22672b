import { randomBytes } from 'node:crypto';
import { AppError, pointId, type VectorSpaceKey } from '@unseen/domain';
import { describe, expect, test } from 'vitest';
import { checkRequest, requestFingerprint } from '../query/check-request.ts';
import { LIST_KEYS } from '../recall/list-key.ts';
import { RESCORE_SKIPS } from '../rescore/rescore-skip.ts';
import { CURSOR_MAX_LENGTH, CursorSealer } from './cursor.ts';
import type { HitEvidence, Window } from './window.ts';

const space: VectorSpaceKey = { tenant: 't', collection: 'c', pack: 'p@1' };
const fingerprint = requestFingerprint(checkRequest({ space, text: 'red shoes' }));
const sealer = new CursorSealer('a key');

/** A window of `count` hits with numbers made from `seed`; evidence speaks of all lists but one per hit. */
function makeWindow(count: number, seed: number, explained: boolean, lists = LIST_KEYS): Window {
  const number = (i: number) => Math.fround(Math.sin(seed * 1_000 + i));
  const evidence = (i: number): HitEvidence => ({
    fusedRank: i + 1,
    fusedScore: number(i),
    ...(i % 3 === 0 ? {} : { rescore: number(i + 1) }),
    lists: lists
      .filter((_, index) => lists.length < 2 || index !== i % lists.length)
      .map((key, index) => ({
        key,
        recallRank: index,
        rawScore: number(i + index),
        finalRank: i,
        finalScore: number(i * index),
        contribution: number(i - index),
      })),
  });
  const skip = RESCORE_SKIPS[seed % (RESCORE_SKIPS.length + 1)];
  return {
    entries: Array.from({ length: count }, (_, i) => ({
      pointId: pointId(space, `item ${seed} ${i}`),
      score: number(i),
      match: Math.round(Math.abs(number(i + 7)) * 10_000) / 10_000,
      ...(explained ? { evidence: evidence(i) } : {}),
    })),
    offset: seed * 7,
    cut: seed,
    vetoed: seed * 2,
    ...(seed % 2 === 0 ? {} : { namedWeight: number(3) }),
    ...(skip ? { skipped: skip } : { rescored: seed + 3 }),
  };
}

const isInvalidCursor = (error: unknown) => error instanceof AppError && error.code === 'invalid_cursor';
function opens(cursor: string, of = fingerprint, by = sealer): boolean {
  try {
    by.open(cursor, of);
    return true;
  } catch (error) {
    if (isInvalidCursor(error)) return false;
    throw error;
  }
}

describe('a cursor', () => {
  test.each([0, 1, 2, 20, 137, 1_000])('gives a window of %i hits back exactly', (count) => {
    for (const explained of [false, true]) {
      for (let seed = 0; seed <= RESCORE_SKIPS.length; seed++) {
        const window = makeWindow(count, seed, explained, LIST_KEYS.slice(2, 8));
        expect(sealer.open(sealer.seal(window, fingerprint), fingerprint)).toEqual(window);
      }
    }
  });

  test('stays small: under 30 characters a hit', () => {
    expect(sealer.seal(makeWindow(100, 3, false), fingerprint).length).toBeLessThan(3_000);
    expect(sealer.seal(makeWindow(1_000, 3, false), fingerprint).length).toBeLessThan(30_000);
  });

  test('of the largest explained window can still be opened', () => {
    const window = makeWindow(1_000, 3, true, LIST_KEYS.slice(0, 6));
    const cursor = sealer.seal(window, fingerprint);
    expect(cursor.length).toBeLessThan(CURSOR_MAX_LENGTH);
    expect(sealer.open(cursor, fingerprint)).toEqual(window);
  });

  test('is refused when any one character is changed, dropped or added', () => {
    const cursor = sealer.seal(makeWindow(3, 1, false), fingerprint);
    expect(opens(cursor)).toBe(true);
    for (let at = 0; at < cursor.length; at++) {
      const other = cursor[at] === 'A' ? 'B' : 'A';
      expect(opens(cursor.slice(0, at) + other + cursor.slice(at + 1))).toBe(false);
      expect(opens(cursor.slice(0, at) + cursor.slice(at + 1))).toBe(false);
      expect(opens(`${cursor.slice(0, at)}*${cursor.slice(at)}`)).toBe(false);
    }
  });

  test('is refused with another request, and with another key', () => {
    const cursor = sealer.seal(makeWindow(3, 1, false), fingerprint);
    expect(opens(cursor, requestFingerprint(checkRequest({ space, text: 'red shoe' })))).toBe(false);
    expect(opens(cursor, fingerprint, new CursorSealer('another key'))).toBe(false);
  });

  test.each([
    ['nothing', ''],
    ['a word', 'next'],
    ['random bytes', randomBytes(200).toString('base64url')],
    ['a huge text', 'A'.repeat(CURSOR_MAX_LENGTH + 1)],
  ])('is refused when it is %s', (_what, cursor) => {
    expect(opens(cursor)).toBe(false);
  });
});

describe('a request fingerprint', () => {
  const base = { space, text: 'red shoes', not: 'boots' } as const;
  const of = (change: object) =>
    Buffer.from(requestFingerprint(checkRequest({ ...base, ...change }))).toString('hex');

  test('is the same on every page, whatever the limit', () => {
    expect(of({ limit: 150, cursor: 'x' })).toBe(of({}));
    expect(of({ text: '  red shoes ' })).toBe(of({}));
  });

  test.each([
    { text: 'red shoe' },
    { image: Uint8Array.of(1) },
    { itemId: 'a' },
    { not: ['boots', 'snow'] },
    { filter: { op: 'eq', field: 'a', value: 1 } },
    { space: { ...space, collection: 'd' } },
    { rescore: 'none' },
    { fusion: 'rrf' },
    { target: 'image' },
    { cutoff: 'off' },
    { minMatch: 0.5 },
    { explain: true },
  ])('changes with %o', (change) => {
    expect(of(change)).not.toBe(of({}));
  });
});
