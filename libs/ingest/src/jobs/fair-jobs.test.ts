import { expect, it } from 'vitest';
import { keyOptions } from './messages.ts';

const priority = (seq: number) => keyOptions({ tenant: 't', jobId: 'j', seq }).priority!;

it('puts the beginning of a job before what is further on in others, and lets long jobs take turns', () => {
  expect(priority(0)).toBeGreaterThan(priority(64));
  expect(priority(64)).toBeGreaterThan(priority(1_280));
  expect(priority(32 * 64)).toBe(priority(100_000));
  expect(priority(-1)).toBe(priority(0));
  expect(priority(-5)).toBeLessThan(priority(-1));
  expect(keyOptions({ tenant: 't', jobId: 'j' }).priority).toBeUndefined();
});
