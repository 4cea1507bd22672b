import { setImmediate as tick } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { KeyLock } from './key-lock.ts';

describe('KeyLock', () => {
  it('keeps tasks with a name in common apart and lets others run together', async () => {
    const lock = new KeyLock();
    const inside = new Set<string>();
    let together = 0;
    const task = (names: string[]) =>
      lock.run(names, async () => {
        for (const name of names) {
          expect(inside.has(name)).toBe(false);
          inside.add(name);
        }
        together = Math.max(together, inside.size);
        await tick();
        for (const name of names) inside.delete(name);
      });
    // In both orders: taken one after another, these would wait for each other forever.
    await Promise.all(
      Array.from({ length: 30 }, (_, n) => task(n % 2 === 0 ? ['a', 'b'] : n % 3 === 0 ? ['b', 'a'] : ['c'])),
    );
    expect(together).toBe(3);
  });

  it('is free again after a failure', async () => {
    const lock = new KeyLock();
    await expect(lock.run(['a'], () => Promise.reject(new Error('task')))).rejects.toThrow('task');
    expect(await lock.run(['a'], async () => 'again')).toBe('again');
  });
});
