import { expect, test } from 'vitest';
import { expiresAt } from './key-choices.ts';

const now = new Date('2026-11-24T10:00:00Z');

test('a key ends after so many days, or never', () => {
  expect(expiresAt('month', '', now)).toBe('2026-12-24T10:00:00.000Z');
  expect(expiresAt('year', '', now)).toBe('2027-11-24T10:00:00.000Z');
  expect(expiresAt('never', '2027-01-31', now)).toBeUndefined();
});

test('a key lasts through the day that is named, where the reader is', () => {
  const end = new Date(expiresAt('day', '2027-01-31', now)!);
  expect([end.getFullYear(), end.getMonth(), end.getDate(), end.getHours()]).toEqual([2027, 1, 1, 0]);
});
