import { matchesFilter } from '@unseen/domain';
import { expect, it } from 'vitest';
import { seededUniform } from '@unseen/domain/random';
import { randomFilter, randomMetadata } from './random-filter.ts';
import { matches } from './reference-filter.ts';

it('agrees with the words of the contract on random filters', () => {
  const next = seededUniform(20);
  let held = 0;
  for (let round = 0; round < 500; round++) {
    const filter = randomFilter(next);
    for (let n = 0; n < 20; n++) {
      const metadata = randomMetadata(next);
      const expected = matches(filter, metadata);
      held += Number(expected);
      expect(matchesFilter(filter, { metadata }), JSON.stringify([filter, metadata])).toBe(expected);
    }
  }
  expect(held).toBeGreaterThan(1_000);
});
