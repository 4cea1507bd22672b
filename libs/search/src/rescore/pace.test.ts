import { expect, test } from 'vitest';
import { RescorePace } from './pace.ts';

const DEADLINE = 250;

test('all candidates are re-scored while there is time', () => {
  const pace = new RescorePace();
  expect(pace.fit(1_000, DEADLINE)).toBe(1_000);
  for (let i = 0; i < 10; i++) pace.learn(100, 30, false);
  expect(pace.fit(100, DEADLINE)).toBe(100);
});

test('under load fewer are, but never none, and all again when it is over', () => {
  const pace = new RescorePace();
  pace.learn(100, DEADLINE, true);
  const fewer = pace.fit(100, DEADLINE);
  expect(fewer).toBeGreaterThanOrEqual(10);
  expect(fewer).toBeLessThan(100);
  for (let i = 0; i < 20; i++) pace.learn(pace.fit(100, DEADLINE), 10 * DEADLINE, true);
  expect(pace.fit(100, DEADLINE)).toBe(10);
  expect(pace.fit(5, DEADLINE)).toBe(5);
  for (let i = 0; i < 20; i++) pace.learn(pace.fit(100, DEADLINE), 0.3 * pace.fit(100, DEADLINE), false);
  expect(pace.fit(100, DEADLINE)).toBe(100);
});
