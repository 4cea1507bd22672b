import { expect, test, vi } from 'vitest';
import { RecentMap } from './recent-map.ts';

test('a value is there for half of its time at least, and gone after all of it', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    for (const steps of [1, 7, 90, 499, 501, 700, 999]) {
      const map = new RecentMap<number>(1_000, 100);
      vi.advanceTimersByTime(steps);
      map.set('a', 1);
      for (let age = 0; age < 2_500; age += steps) {
        const found = map.get('a');
        if (age < 500) expect(found, `after ${age} ms, looked at every ${steps}`).toBe(1);
        if (age >= 1_000) expect(found, `after ${age} ms, looked at every ${steps}`).toBeUndefined();
        vi.advanceTimersByTime(steps);
      }
    }
  } finally {
    vi.useRealTimers();
  }
});

test('it holds the newest values, and no more than it may', () => {
  const map = new RecentMap<number>(1_000_000, 100);
  for (let i = 0; i < 1_000; i++) {
    map.set(`k${i}`, i);
    expect(map.get(`k${i}`)).toBe(i);
  }
  const kept = Array.from({ length: 1_000 }, (_, i) => map.get(`k${i}`)).filter(
    (value) => value !== undefined,
  );
  expect(kept.length).toBeGreaterThanOrEqual(50);
  expect(kept.length).toBeLessThanOrEqual(101);
  expect(kept.at(-1)).toBe(999);
  map.delete('k999');
  expect(map.get('k999')).toBeUndefined();
});
