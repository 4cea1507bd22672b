import { setImmediate as tick } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { WaitingLine } from './waiting-line.ts';

/** Work that ends when it is told to. */
function works() {
  const ends: (() => void)[] = [];
  let most = 0;
  let now = 0;
  const work = async () => {
    most = Math.max(most, ++now);
    await new Promise<void>((resolve) => ends.push(resolve));
    now -= 1;
  };
  const end = async (count: number) => {
    for (let done = 0; done < count; done++) {
      while (ends.length === 0) await tick();
      ends.shift()!();
    }
  };
  return { work, end, most: () => most };
}

it('does so much at once, and the rest in its turn', async () => {
  const line = new WaitingLine({ atOnce: 3, waitMs: 600_000 });
  const { work, end, most } = works();
  const all = Array.from({ length: 10 }, () => line.run(work));
  await end(10);
  await Promise.all(all);
  expect(most()).toBe(3);
  await Promise.all([line.run(work), end(1)]);
});

it('sends away who has waited too long, and says when to come again', async () => {
  const line = new WaitingLine({ atOnce: 1, waitMs: 1 });
  const { work, end } = works();
  const first = line.run(work);
  const second = line.run(work);
  await expect(second).rejects.toMatchObject({ code: 'overloaded', status: 503, retryAfter: 1 });
  await Promise.all([first, end(1)]);
  await Promise.all([line.run(work), end(1)]);
});

it('keeps no place for who has left, nor for work that fails', async () => {
  const line = new WaitingLine({ atOnce: 1, waitMs: 600_000 });
  const { work, end } = works();
  const first = line.run(work);
  const leaving = new AbortController();
  const gone = line.run(work, leaving.signal);
  const failing = line.run(() => Promise.reject(new Error('a fault')));
  leaving.abort(new Error('left'));
  await expect(gone).rejects.toThrow('left');
  await Promise.all([first, end(1)]);
  await expect(failing).rejects.toThrow('a fault');
  await Promise.all([line.run(work), end(1)]);
});
