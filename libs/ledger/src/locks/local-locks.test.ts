import { AppError } from '@unseen/domain';
import { describe, expect, it } from 'vitest';
import { LocalLocks } from './local-locks.ts';
import { NO_OTHERS, type SharedLocks } from './shared-locks.ts';

/** Lets everything that can go on go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Whether a promise has resolved by now. */
async function isDone(promise: Promise<unknown>): Promise<boolean> {
  let done = false;
  void promise.then(() => (done = true));
  await settle();
  return done;
}

describe('locks within a process', () => {
  it('give all of the names to one at a time, in whatever order they are named', async () => {
    const locks = new LocalLocks();
    const first = await locks.exclusive(['a', 'b', 'a']);
    const second = locks.exclusive(['c', 'b']);
    expect(await isDone(second)).toBe(false);
    // What the one that waits wants besides is free meanwhile.
    await (
      await locks.exclusive(['c'])
    )();
    await first();
    await (
      await second
    )();
    expect(await locks.tryExclusive('b')).toBeDefined();
  });

  it('are shared by any number, and by none while one has the name alone', async () => {
    const locks = new LocalLocks();
    const [one, two] = [await locks.shared('p'), await locks.shared('p')];
    expect(await locks.tryExclusive('p')).toBeUndefined();
    const alone = locks.exclusive(['p']);
    await one();
    // Given back twice is given back once.
    await one();
    expect(await isDone(alone)).toBe(false);
    await two();
    const release = await alone;
    const third = locks.shared('p');
    expect(await isDone(third)).toBe(false);
    await release();
    await third;
  });

  it('are free again when the locks beyond this process cannot be had', async () => {
    let away = true;
    const fail = () =>
      away
        ? Promise.reject(new AppError('ledger_unavailable', 'away'))
        : Promise.resolve(async () => undefined);
    const others: SharedLocks = { ...NO_OTHERS, exclusive: fail, shared: fail, tryExclusive: fail };
    const locks = new LocalLocks(others);
    await expect(locks.exclusive(['a'])).rejects.toThrow('away');
    await expect(locks.shared('a')).rejects.toThrow('away');
    await expect(locks.tryExclusive('a')).rejects.toThrow('away');
    away = false;
    expect(await locks.tryExclusive('a')).toBeDefined();
  });

  it('leave a name that another process has', async () => {
    const locks = new LocalLocks({ ...NO_OTHERS, tryExclusive: async () => undefined });
    expect(await locks.tryExclusive('a')).toBeUndefined();
    await (
      await locks.exclusive(['a'])
    )();
  });
});
