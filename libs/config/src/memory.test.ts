import { expect, it } from 'vitest';
import { cacheBytesFor, memoryBytes } from './memory.ts';

const GIB = 2 ** 30;

it('caches take a sixteenth of the memory, within bounds', () => {
  expect(cacheBytesFor(4 * GIB)).toBe(GIB / 4);
  expect(cacheBytesFor(GIB / 2)).toBe(64 * 2 ** 20);
  expect(cacheBytesFor(512 * GIB)).toBe(GIB / 2);
});

it('knows how much memory there is', () => {
  expect(memoryBytes()).toBeGreaterThan(64 * 2 ** 20);
  expect(Number.isFinite(memoryBytes())).toBe(true);
});
