import { describe, expect, it, vi } from 'vitest';
import { Progress, progressLine } from './progress.ts';

const STATE = { total: 10, done: 3, failed: 1, skipped: 2, itemsPerSecond: 2.25, etaSeconds: 1.5 };

describe('progress without a terminal', () => {
  it('is a line now and then, until it stops', async () => {
    const lines: string[] = [];
    const stream = { isTTY: false, write: (line: string) => lines.push(line) > 0 };
    const progress = new Progress({ bar: false, stream, everyMs: 1 });
    progress.show(STATE);
    await vi.waitFor(() => expect(lines.length).toBeGreaterThan(2));
    progress.stop();
    expect(new Set(lines)).toEqual(new Set([`${progressLine(STATE)}\n`]));
  });

  it('says how far it is, what failed, and how long it takes as far as that is known', () => {
    expect(progressLine(STATE)).toBe('6 of 10, 1 failed, 2.3 a second, 2 s left');
    expect(progressLine({ ...STATE, total: null, etaSeconds: null })).toBe(
      '6, 1 failed, 2.3 a second, ? left',
    );
  });
});
