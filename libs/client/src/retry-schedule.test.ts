import { describe, expect, it } from 'vitest';
import { retryAfterMs, waitBeforeNext } from './retry-schedule.ts';

const PATIENCE = { forMs: 60_000, delayMs: 250 };

/** The waits between attempts that fail at once. */
function waits(random: number, patience = PATIENCE): number[] {
  const found: number[] = [];
  for (let elapsedMs = 0; ;) {
    const wait = waitBeforeNext({ attempt: found.length + 1, elapsedMs }, patience, random);
    if (wait === undefined) return found;
    found.push(wait);
    elapsedMs += wait;
  }
}

describe('the waits between attempts', () => {
  it('double from a quarter of a second to five, at most half of each left to chance', () => {
    expect(waits(0.999_999).slice(0, 7).map(Math.round)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
    expect(waits(0).slice(0, 7)).toEqual([125, 250, 500, 1000, 2000, 2500, 2500]);
  });

  it('fill the time they may take exactly, whatever chance says', () => {
    for (const random of [0, 0.3, 0.999]) {
      expect(waits(random).reduce((sum, wait) => sum + wait, 0)).toBeCloseTo(60_000);
    }
    expect(waits(0.5, { forMs: 0, delayMs: 250 })).toEqual([]);
  });

  it('are never shorter than what the platform asks for, and end where it asks for more than there is', () => {
    const after = (elapsedMs: number, askedMs: number) =>
      waitBeforeNext({ attempt: 1, elapsedMs, askedMs }, PATIENCE, 0);
    expect(after(0, 7_000)).toBe(7_000);
    expect(after(59_000, 60_000)).toBe(60_000);
    expect(after(0, 61_000)).toBeUndefined();
    expect(after(60_000, 1)).toBeUndefined();
  });
});

describe('a Retry-After header', () => {
  it('holds seconds or a date', () => {
    const now = Date.parse('2026-01-01T00:00:00Z');
    expect(retryAfterMs('3', now)).toBe(3_000);
    expect(retryAfterMs('Thu, 01 Jan 2026 00:00:05 GMT', now)).toBe(5_000);
    expect(retryAfterMs('Wed, 31 Dec 2025 00:00:00 GMT', now)).toBe(0);
    for (const nothing of [null, '', 'soon']) expect(retryAfterMs(nothing, now)).toBeUndefined();
  });
});
