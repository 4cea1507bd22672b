import { expect, it } from 'vitest';
import { seldom } from './seldom.ts';

it('looks again after a while, the later the longer a look takes', async () => {
  let clock = 0;
  let looks = 0;
  let takesMs = 1;
  const ask = seldom(
    async () => {
      looks += 1;
      clock += takesMs;
    },
    () => clock,
  );
  await ask();
  await ask();
  expect(looks).toBe(1);
  clock += 16_000;
  takesMs = 2_000;
  await ask();
  expect(looks).toBe(2);
  clock += 190_000;
  await ask();
  expect(looks).toBe(2);
  clock += 20_000;
  await ask();
  expect(looks).toBe(3);
});

it('never looks twice at once, and looks again after a failure', async () => {
  let clock = 0;
  const waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const ask = seldom(
    () => new Promise<void>((resolve, reject) => waiting.push({ resolve, reject })),
    () => clock,
  );
  const both = Promise.allSettled([ask(), ask()]);
  expect(waiting).toHaveLength(1);
  waiting[0]!.reject(new Error('away'));
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  clock += 16_000;
  const again = ask();
  expect(waiting).toHaveLength(2);
  waiting[1]!.resolve();
  await again;
});
