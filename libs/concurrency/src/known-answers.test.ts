import { expect, test } from 'vitest';
import { KnownAnswers } from './known-answers.ts';

class Away extends Error {}
const isAway = (error: unknown) => error instanceof Away;
const away = () => Promise.reject(new Away('away'));

test('the source is asked each time, and what it last said is used while it is away', async () => {
  const used: string[] = [];
  const known = new KnownAnswers({ keptMs: 60_000, isAway, onUse: (kind) => used.push(kind) });
  const keys = known.kind<string>('key', 10);
  expect(await keys.get('a', async () => 'first')).toBe('first');
  expect(await keys.get('a', async () => 'second')).toBe('second');
  expect(known.isAway).toBe(false);
  expect(await keys.get('a', away)).toBe('second');
  expect(known.isAway).toBe(true);
  expect(used).toEqual(['key']);
  await expect(keys.get('never read', away)).rejects.toThrow('away');
});

test('while it is away it is tried once in a while, and used again as soon as it answers', async () => {
  const known = new KnownAnswers({ keptMs: 60_000, isAway, retryMs: 30 });
  const keys = known.kind<number>('key', 10);
  let tries = 0;
  let answers = true;
  const read = async () => {
    tries += 1;
    if (!answers) throw new Away('away');
    return tries;
  };
  await keys.get('a', read);
  answers = false;
  for (let n = 0; n < 100; n++) expect(await keys.get('a', read)).toBe(1);
  expect(tries).toBeLessThan(100);
  answers = true;
  await expect.poll(() => keys.get('a', read)).toBeGreaterThan(1);
  expect(known.isAway).toBe(false);
});

test('a source that hangs is waited for once, not by everyone who asks', async () => {
  const known = new KnownAnswers({ keptMs: 60_000, isAway, patienceMs: 20, retryMs: 60_000 });
  const keys = known.kind<string>('key', 10);
  await keys.get('a', async () => 'known');
  await keys.get('b', async () => 'known too');
  const hangs = () => new Promise<string>(() => undefined);
  expect(await keys.get('a', hangs)).toBe('known');
  // Nobody asks a source that has just been found hanging.
  expect(await keys.get('b', () => Promise.reject(new Error('must not be asked')))).toBe('known too');
});

test('what is too old, and that there is nothing, is not used', async () => {
  const old = new KnownAnswers({ keptMs: 0, isAway }).kind<string>('key', 10);
  await old.get('a', async () => 'known');
  await expect(old.get('a', away)).rejects.toThrow('away');
  const keys = new KnownAnswers({ keptMs: 60_000, isAway }).kind<string | undefined>('key', 10);
  await keys.get('a', async () => 'known');
  expect(await keys.get('a', async () => undefined)).toBeUndefined();
  await expect(keys.get('a', away)).rejects.toThrow('away');
});

test('what is the fault of the question is thrown as it is', async () => {
  const keys = new KnownAnswers({ keptMs: 60_000, isAway }).kind<string>('key', 10);
  await keys.get('a', async () => 'known');
  await expect(keys.get('a', () => Promise.reject(new Error('wrong')))).rejects.toThrow('wrong');
});
