import { expect, test } from 'vitest';
import { takeTurn, type UnderWay } from './take-turn.ts';

/** Searches that end when they are told to; what was sent is in `sent`. */
function searches() {
  const underWay: { current: UnderWay | undefined } = { current: undefined };
  const sent: string[] = [];
  const ends = new Map<string, () => void>();
  const signals = new Map<string, AbortSignal>();
  let newest = '';
  const ask = (name: string) => {
    newest = name;
    return takeTurn(
      underWay,
      () => newest !== name,
      (signal) => {
        sent.push(name);
        signals.set(name, signal);
        return new Promise((resolve) => ends.set(name, resolve));
      },
    );
  };
  return {
    ask,
    sent,
    end: (name: string) => ends.get(name)?.(),
    aborted: (name: string) => signals.get(name)?.aborted,
  };
}

test('the first search is sent at once; of those that wait, only the newest is', async () => {
  const { ask, sent, end } = searches();
  const first = ask('r');
  expect(sent).toEqual(['r']);
  const second = ask('re');
  const third = ask('red');
  end('r');
  await Promise.all([first, second]);
  await expect.poll(() => sent).toEqual(['r', 'red']);
  end('red');
  await third;
});

test('a search that takes long makes way for what is asked now', async () => {
  const { ask, sent, end, aborted } = searches();
  void ask('slow');
  const next = ask('new');
  await expect.poll(() => sent).toEqual(['slow', 'new']);
  expect(aborted('slow')).toBe(true);
  end('new');
  await next;
});
