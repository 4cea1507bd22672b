import { expect, test } from 'vitest';
import { withDeadline } from './deadline.ts';

test('work within the deadline gives its result', async () => {
  expect(await withDeadline(10_000, async () => 7)).toEqual({ kind: 'done', value: 7 });
});

test('work that fails gives its error', async () => {
  const error = new Error('away');
  expect(await withDeadline(10_000, () => Promise.reject(error))).toEqual({ kind: 'failed', error });
});

test('work that never ends is given up and told so', async () => {
  let told: AbortSignal | undefined;
  const outcome = await withDeadline(5, (signal) => {
    told = signal;
    return new Promise(() => undefined);
  });
  expect(outcome).toEqual({ kind: 'late' });
  expect(told!.aborted).toBe(true);
});

test('a result that comes in the same turn as a late timer is late', async () => {
  const outcome = await withDeadline(1, async () => {
    const until = performance.now() + 5;
    while (performance.now() < until);
    return 'too late';
  });
  expect(outcome).toEqual({ kind: 'late' });
});

test('an error after the deadline is ignored, not left unhandled', async () => {
  const { promise, reject } = Promise.withResolvers<never>();
  const unhandled: unknown[] = [];
  const listener = (error: unknown) => unhandled.push(error);
  process.on('unhandledRejection', listener);
  try {
    expect(await withDeadline(1, () => promise)).toEqual({ kind: 'late' });
    reject(new Error('afterwards'));
    await new Promise(setImmediate);
    expect(unhandled).toEqual([]);
  } finally {
    process.off('unhandledRejection', listener);
  }
});
