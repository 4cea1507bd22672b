import { describe, expect, it } from 'vitest';
import { isOutgrown, partitionsFor, probesFor } from './index-plan.ts';

describe('index plan', () => {
  it('visits every partition while that is cheap, and never less than a tenth', () => {
    expect(probesFor(7_000, 84)).toBe(84);
    expect(probesFor(25_000, 158)).toBe(158);
    expect(probesFor(50_000, 224)).toBe(112);
    expect(probesFor(1_000_000, 1_000)).toBe(100);
    expect(probesFor(0, 1)).toBe(1);
  });

  it('partitions by the root of the vectors', () => {
    expect([1, 10_000, 1_000_000].map(partitionsFor)).toEqual([1, 100, 1_000]);
  });

  it('renews an index that covers much more than it was built for, or is in too many pieces', () => {
    expect(isOutgrown({ partitions: 100, segments: 1 }, 10_000)).toBe(false);
    expect(isOutgrown({ partitions: 100, segments: 1 }, 22_000)).toBe(false);
    expect(isOutgrown({ partitions: 100, segments: 1 }, 23_000)).toBe(true);
    expect(isOutgrown({ partitions: 100, segments: 24 }, 10_000)).toBe(false);
    expect(isOutgrown({ partitions: 100, segments: 25 }, 10_000)).toBe(true);
  });
});
