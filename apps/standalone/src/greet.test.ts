import { expect, test } from 'vitest';
import { strandedItems } from './greet.ts';

test('items of another model pack are named with the way out, each pack by itself', () => {
  const lines = strandedItems('lite@1.1.0', [
    { pack: 'clip@1.0.0', items: 1 },
    { pack: 'lite@1.0.0', items: 1161 },
  ]);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain('1 item was embedded with clip@1.0.0 and cannot be found with lite@1.1.0');
  expect(lines[1]).toContain('1161 items were embedded with lite@1.0.0');
  expect(lines[1]).toContain('npx unseen model switch lite@1.1.0');
  expect(strandedItems('lite@1.1.0', [])).toEqual([]);
});
