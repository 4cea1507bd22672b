import { expect, test } from 'vitest';
import { SharedReads } from './shared-reads.ts';

/** Reads of a number that is counted up; each ends when it is told to. */
function counter() {
  const ends: ((error?: Error) => void)[] = [];
  let value = 0;
  const read = () => {
    const seen = value;
    return new Promise<number>((resolve, reject) => {
      ends.push((error) => (error ? reject(error) : resolve(seen)));
    });
  };
  const begun = async (count: number) => {
    while (ends.length < count) await new Promise(setImmediate);
    return ends[count - 1]!;
  };
  return { read, begun, reads: () => ends.length, write: () => void value++ };
}

test('callers that come during a read share the next one, which sees what was written before they came', async () => {
  const { read, begun, reads, write } = counter();
  const shared = new SharedReads<number>();
  const first = shared.get('a', read);
  write();
  const later = [shared.get('a', read), shared.get('a', read)];
  (await begun(1))();
  expect(await first).toBe(0);
  (await begun(2))();
  expect(await Promise.all(later)).toEqual([1, 1]);
  expect(reads()).toBe(2);
  const last = shared.get('a', read);
  (await begun(3))();
  expect(await last).toBe(1);
});

test('a read that fails fails its own callers only', async () => {
  const { read, begun } = counter();
  const shared = new SharedReads<number>();
  const first = shared.get('a', read);
  const next = shared.get('a', read);
  const other = shared.get('b', read);
  (await begun(1))(new Error('away'));
  await expect(first).rejects.toThrow('away');
  (await begun(2))();
  expect(await other).toBe(0);
  (await begun(3))();
  expect(await next).toBe(0);
});

test('tells whether a run is under way by the beginning of its name, and no more once its caller has heard of its end', async () => {
  const { read, begun } = counter();
  const shared = new SharedReads<number>();
  const run = shared.get('b:1', read);
  expect([shared.isRunning('b:'), shared.isRunning('a')]).toEqual([true, false]);
  (await begun(1))();
  await run;
  expect(shared.isRunning('b:')).toBe(false);
});
