import { setImmediate as tick } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Lookout } from './lookout.ts';

/** A look that must not fail did. */
function unexpected(error: unknown): void {
  throw error;
}

describe('a lookout', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => vi.useRealTimers());

  it('looks at once, then after as long as each look says', async () => {
    const waits = [1_000, 5_000, 5_000];
    let looks = 0;
    const lookout = new Lookout({ look: async () => waits[looks++]!, onError: unexpected });
    lookout.start();
    for (const [ms, so] of [
      [0, 1],
      [999, 1],
      [1, 2],
      [4_999, 2],
      [1, 3],
    ] as const) {
      await vi.advanceTimersByTimeAsync(ms);
      expect(looks).toBe(so);
    }
    await lookout.stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('looks once more for what happens while it looks, and never twice at once', async () => {
    const ends: (() => void)[] = [];
    const lookout = new Lookout({
      look: () => new Promise((resolve) => ends.push(() => resolve(60_000))),
      onError: unexpected,
    });
    lookout.start();
    lookout.wake();
    lookout.wake();
    await tick();
    expect(ends).toHaveLength(1);
    ends[0]!();
    await tick();
    expect(ends).toHaveLength(2);
    ends[1]!();
    await tick();
    expect(ends).toHaveLength(2);
    lookout.wake();
    await tick();
    expect(ends).toHaveLength(3);
    let stopped = false;
    const stopping = lookout.stop().then(() => (stopped = true));
    await tick();
    expect(stopped).toBe(false);
    ends[2]!();
    await stopping;
  });

  it('tells what a look throws and goes on', async () => {
    const errors: unknown[] = [];
    const lookout = new Lookout({
      look: () => Promise.reject(new Error('away')),
      onError: (error) => errors.push(error),
      afterErrorMs: 100,
    });
    lookout.start();
    await vi.advanceTimersByTimeAsync(250);
    expect(errors).toHaveLength(3);
    await lookout.stop();
  });
});
