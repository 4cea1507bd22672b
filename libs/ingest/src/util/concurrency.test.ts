import { setImmediate as tick } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { KeyLock } from './key-lock.ts';
import { Limiter } from './limiter.ts';
import { SingleFlight } from './single-flight.ts';

describe('Limiter', () => {
  it('never runs more than the limit, in the order asked, also when tasks fail', async () => {
    const limiter = new Limiter(3);
    const started: number[] = [];
    let running = 0;
    let most = 0;
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        limiter.run(async () => {
          started.push(n);
          running += 1;
          most = Math.max(most, running);
          await tick();
          running -= 1;
          if (n % 4 === 0) throw new Error('task');
          return n;
        }),
      ),
    );
    expect(most).toBe(3);
    expect(started).toEqual(Array.from({ length: 20 }, (_, n) => n));
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(5);
  });
});

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

describe('SingleFlight', () => {
  it('runs once more for those who ask while it runs', async () => {
    const flights = new SingleFlight();
    let runs = 0;
    const task = async () => {
      runs += 1;
      await tick();
    };
    await Promise.all([flights.run('a', task), flights.run('a', task), flights.run('a', task)]);
    expect(runs).toBe(2);
    const other = flights.run('b:1', task);
    expect([flights.isRunning('b:'), flights.isRunning('a')]).toEqual([true, false]);
    await other;
    expect(flights.isRunning('b:')).toBe(false);
  });

  it('passes a failure to everyone and can be run again', async () => {
    const flights = new SingleFlight();
    const fail = () => Promise.reject(new Error('task'));
    const results = await Promise.allSettled([flights.run('a', fail), flights.run('a', fail)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await flights.run('a', async () => undefined);
  });
});
