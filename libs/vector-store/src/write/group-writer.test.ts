import { describe, expect, it } from 'vitest';
import { GroupWriter } from './group-writer.ts';

/** A writer whose commits wait until they are let through. */
function heldWriter(largestGroup = 100) {
  const groups: string[][] = [];
  const gates: (() => void)[] = [];
  const writer = new GroupWriter<string>(async (items) => {
    groups.push([...items]);
    await new Promise<void>((resolve) => gates.push(resolve));
    if (items.includes('bad')) throw new Error('disk full');
  }, largestGroup);
  const letThrough = async () => {
    while (gates.length === 0) await new Promise(setImmediate);
    gates.shift()!();
  };
  return { writer, groups, letThrough };
}

describe('GroupWriter', () => {
  it('commits together what was submitted while it wrote, in order', async () => {
    const { writer, groups, letThrough } = heldWriter();
    const first = writer.submit(['a']);
    await new Promise(setImmediate);
    const rest = [writer.submit(['b', 'c']), writer.submit(['d'])];
    await letThrough();
    await first;
    await letThrough();
    await Promise.all(rest);
    expect(groups).toEqual([['a'], ['b', 'c', 'd']]);
  });

  it('commits fifty submissions of one moment at once', async () => {
    const { writer, groups, letThrough } = heldWriter();
    const all = Promise.all(Array.from({ length: 50 }, (_, i) => writer.submit([String(i)])));
    await letThrough();
    await all;
    expect(groups).toHaveLength(1);
    expect(groups[0]).toHaveLength(50);
  });

  it('ends a group before it grows too large, but never splits a submission', async () => {
    const { writer, groups, letThrough } = heldWriter(3);
    const all = Promise.all(
      [['a', 'b'], ['c'], ['d'], ['e', 'f', 'g', 'h']].map((items) => writer.submit(items)),
    );
    for (let i = 0; i < 3; i++) await letThrough();
    await all;
    expect(groups).toEqual([['a', 'b', 'c'], ['d'], ['e', 'f', 'g', 'h']]);
  });

  it('rejects the group that failed and goes on with the next', async () => {
    const { writer, groups, letThrough } = heldWriter(1);
    const results = Promise.allSettled([writer.submit(['bad']), writer.submit(['good'])]);
    await letThrough();
    await letThrough();
    expect((await results).map((result) => result.status)).toEqual(['rejected', 'fulfilled']);
    expect(groups).toEqual([['bad'], ['good']]);
  });

  it('holds commits while something runs exclusively, also when that fails', async () => {
    const { writer, groups, letThrough } = heldWriter();
    let release!: () => void;
    const exclusive = writer.exclusive(
      () => new Promise<void>((_, reject) => (release = () => reject(new Error('no')))),
    );
    const write = writer.submit(['a']);
    await new Promise(setImmediate);
    expect(groups).toEqual([]);
    release();
    await expect(exclusive).rejects.toThrow('no');
    await letThrough();
    await write;
    expect(groups).toEqual([['a']]);
  });

  it('is idle when all that was submitted is settled', async () => {
    const { writer, groups, letThrough } = heldWriter(1);
    const writes = Promise.allSettled([writer.submit(['a']), writer.submit(['bad'])]);
    const idle = writer.idle().then(() => groups.length);
    await letThrough();
    await letThrough();
    expect(await idle).toBe(2);
    await writes;
    await writer.idle();
  });
});
