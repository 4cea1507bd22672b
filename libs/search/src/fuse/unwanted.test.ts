import { describe, expect, test } from 'vitest';
import { isVetoed, lowerUnwanted } from './unwanted.ts';

/** Indices, best score first. */
const order = (scores: readonly number[]) => [...scores.keys()].sort((a, b) => scores[b]! - scores[a]!);

describe('what is not wanted', () => {
  test('takes a share of its similarity off, and never adds', () => {
    const lowered = lowerUnwanted([0.5, 0.45, 0.4], [0.4, 0, -0.3], true, 0.5);
    expect(lowered[0]).toBeCloseTo(0.3, 12);
    expect(lowered.slice(1)).toEqual([0.45, 0.4]);
  });

  test('on another scale counts only above the average candidate', () => {
    const lowered = lowerUnwanted([0.9, 0.89, 0.88, 0.5], [0.3, 0.1, 0.1, 0.1], false);
    expect(order(lowered)).toEqual([1, 2, 0, 3]);
    expect(lowered.slice(1)).toEqual([0.89, 0.88, 0.5]);
  });

  test('on another scale gives the same order whatever that scale is', () => {
    const wanted = [0.9, 0.85, 0.8, 0.79, 0.3];
    const unwanted = [0.2, 0.05, 0.3, 0.01, 0.02];
    const scaled = unwanted.map((score) => 100 * score - 7);
    expect(order(lowerUnwanted(wanted, scaled, false))).toEqual(
      order(lowerUnwanted(wanted, unwanted, false)),
    );
  });

  test('changes nothing when it tells no candidates apart', () => {
    expect(lowerUnwanted([0.3, 0.2], [0.1, 0.1], false)).toEqual([0.3, 0.2]);
  });
});

describe('a veto', () => {
  test('needs the unwanted text to be at least as near as the query', () => {
    expect(isVetoed([0.3], [0.29])).toBe(false);
    expect(isVetoed([0.3], [0.3])).toBe(true);
  });

  test('weighs all vectors of a candidate together', () => {
    expect(isVetoed([0.6, 0.3], [0.1, 0.4])).toBe(false);
    expect(isVetoed([0.2, 0.3], [0.5, 0.25])).toBe(true);
  });

  test('needs something to compare', () => {
    expect(isVetoed([], [])).toBe(false);
  });
});
