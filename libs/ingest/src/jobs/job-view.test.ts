import type { Job } from '@unseen/ledger';
import { describe, expect, it } from 'vitest';
import { ProgressMeter } from './job-view.ts';

function job(change: Partial<Job>): Job {
  return {
    id: 'j',
    tenant: 't',
    collection: 'c',
    source: { type: 'folder', path: '.' },
    duplicates: 'skip',
    state: 'running',
    total: null,
    planned: 0,
    planComplete: false,
    done: 0,
    failed: 0,
    skipped: 0,
    added: 0,
    updated: 0,
    unchanged: 0,
    notUnderstood: 0,
    cutShort: 0,
    passedOver: {},
    notes: [],
    error: null,
    createdAt: new Date(0),
    startedAt: new Date(0),
    finishedAt: null,
    updatedAt: new Date(0),
    ...change,
  };
}

describe('ProgressMeter', () => {
  it('tells the recent speed and the time that is left', () => {
    let now = 0;
    const meter = new ProgressMeter(() => now);
    expect(meter.view(job({ total: 1000 }))).toMatchObject({ itemsPerSecond: 0, etaSeconds: null });
    now = 10_000;
    expect(meter.view(job({ total: 1000, done: 90, failed: 5, skipped: 5 }))).toMatchObject({
      itemsPerSecond: 10,
      etaSeconds: 90,
    });
    // Twice as fast from here on: what lies before the window is forgotten.
    for (now = 11_000; now <= 60_000; now += 1000) meter.view(job({ done: 100 + (now - 10_000) / 50 }));
    now = 60_000;
    expect(meter.view(job({ done: 1100 })).itemsPerSecond).toBeCloseTo(20, 5);
    expect(meter.view(job({ done: 1100 })).etaSeconds).toBeNull();
  });

  it('tells the speed on the whole to whoever begins to watch in the middle, until more was seen', () => {
    let now = 300_000;
    const meter = new ProgressMeter(
      () => now,
      () => now,
    );
    const view = (done: number) => meter.view(job({ total: 10_000, done }));
    expect(view(3_000)).toMatchObject({ itemsPerSecond: 10, etaSeconds: 700 });
    // Three chunks at once, after a second.
    now += 1_000;
    expect(view(3_192).itemsPerSecond).toBeCloseTo(10.6, 1);
    now += 29_000;
    expect(view(3_300).itemsPerSecond).toBeCloseTo(10, 5);
  });

  it('slows down to nothing when nothing happens', () => {
    let now = 0;
    const meter = new ProgressMeter(() => now);
    meter.view(job({}));
    now = 1000;
    expect(meter.view(job({ done: 100 })).itemsPerSecond).toBe(100);
    now = 1_000_000;
    expect(meter.view(job({ done: 100 })).itemsPerSecond).toBeLessThan(0.2);
  });

  it('starts anew after a pause and after a retry', () => {
    let now = 0;
    const meter = new ProgressMeter(() => now);
    meter.view(job({}));
    now = 1000;
    meter.view(job({ done: 100 }));
    expect(meter.view(job({ state: 'paused', done: 100 }))).toMatchObject({
      itemsPerSecond: 0,
      etaSeconds: null,
    });
    now = 500_000;
    meter.view(job({ done: 100 }));
    now = 501_000;
    expect(meter.view(job({ done: 150 })).itemsPerSecond).toBe(50);
    meter.view(job({ done: 120 }));
    now = 502_000;
    expect(meter.view(job({ done: 130 })).itemsPerSecond).toBe(10);
  });

  it('gives the speed on the whole when the job is over', () => {
    const meter = new ProgressMeter(() => 0);
    expect(
      meter.view(job({ state: 'completed', done: 300, total: 300, finishedAt: new Date(10_000) })),
    ).toMatchObject({ itemsPerSecond: 30, etaSeconds: 0 });
  });
});
