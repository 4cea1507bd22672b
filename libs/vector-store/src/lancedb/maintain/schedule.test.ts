import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { every } from './schedule.ts';

/** A round that must not fail did. */
function unexpected(error: unknown): void {
  throw error;
}

describe('every', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('counts from the end of a round, so rounds never overlap', async () => {
    const ends: (() => void)[] = [];
    const schedule = every(10, () => new Promise((resolve) => ends.push(resolve)), unexpected);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ends).toHaveLength(1);
    ends[0]!();
    await vi.advanceTimersByTimeAsync(9_000);
    expect(ends).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(ends).toHaveLength(2);
    ends[1]!();
    await schedule.stop();
  });

  it('reports what a round throws and goes on', async () => {
    const errors: unknown[] = [];
    const schedule = every(
      1,
      () => Promise.reject(new Error('disk')),
      (error) => errors.push(error),
    );
    await vi.advanceTimersByTimeAsync(3_000);
    expect(errors).toHaveLength(3);
    await schedule.stop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(errors).toHaveLength(3);
  });

  it('waits, when stopped, for the round that runs', async () => {
    let end!: () => void;
    const schedule = every(1, () => new Promise((resolve) => (end = resolve)), unexpected);
    await vi.advanceTimersByTimeAsync(1_000);
    let stopped = false;
    const stopping = schedule.stop().then(() => (stopped = true));
    await vi.advanceTimersByTimeAsync(0);
    expect(stopped).toBe(false);
    end();
    await stopping;
    expect(vi.getTimerCount()).toBe(0);
  });
});
