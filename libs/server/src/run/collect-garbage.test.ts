import { expect, it } from 'vitest';
import { collectGarbage } from './collect-garbage.ts';

it('gives back what nobody holds any more', () => {
  const held = { list: Array.from({ length: 1_000_000 }, (_, i) => ({ i })) };
  const before = process.memoryUsage().heapTotal;
  expect(held.list.length).toBe(1_000_000);
  held.list = [];
  collectGarbage();
  expect(before - process.memoryUsage().heapTotal).toBeGreaterThan(20_000_000);
});
