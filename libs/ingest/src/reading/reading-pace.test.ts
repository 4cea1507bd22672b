import { expect, it } from 'vitest';
import { ReadingPace } from './reading-pace.ts';

const never = new AbortController().signal;

it('reads on while nothing else is done, however long the pictures took', async () => {
  const pace = new ReadingPace(() => 7);
  for (let picture = 0; picture < 3; picture++) {
    await pace.turn(never);
    pace.spent(60_000);
  }
});

it('gives way while something is done, goes on in between, and at once when that ends', async () => {
  let work = 0;
  let ends = false;
  const pace = new ReadingPace(() => (ends ? work : ++work));
  await pace.turn(never);
  pace.spent(10);
  const before = work;
  await pace.turn(never);
  // It looked again and again before it went on.
  expect(work).toBeGreaterThan(before + 1);
  pace.spent(60_000);
  const turn = pace.turn(never);
  expect(await Promise.race([turn.then(() => 'went on'), Promise.resolve('waits')])).toBe('waits');
  ends = true;
  await turn;
});

it('ends its wait with the process', async () => {
  let work = 0;
  const stopping = new AbortController();
  const pace = new ReadingPace(() => ++work);
  await pace.turn(stopping.signal);
  pace.spent(60_000);
  const turn = pace.turn(stopping.signal);
  stopping.abort();
  await turn;
});
