import { filterTest } from '@unseen/domain';
import { expect, it } from 'vitest';
import { seededUniform } from '@unseen/domain/random';
import { randomFilter, randomMetadata } from './random-filter.ts';
import { matches } from './reference-filter.ts';

it('agrees with the words of the contract on random filters', () => {
  const next = seededUniform(20);
  let held = 0;
  for (let round = 0; round < 500; round++) {
    const filter = randomFilter(next);
    const holds = filterTest(filter);
    for (let n = 0; n < 20; n++) {
      const payload = {
        metadata: randomMetadata(next),
        hasImage: n % 2 === 0,
        createdAt: Date.UTC(2024, 4, n + 1),
      };
      const item = { itemId: `item${n}`, payload };
      const expected = matches(filter, item);
      held += Number(expected);
      expect(holds(item), JSON.stringify([filter, item])).toBe(expected);
    }
  }
  expect(held).toBeGreaterThan(1_000);
});
