import { setTimeout as sleep } from 'node:timers/promises';

/** Hands lines on, and an empty one whenever nothing came for so long: whoever stands between would take the silence for the end. */
export async function* keepAlive(
  lines: AsyncIterable<string>,
  everyMs: number,
): AsyncGenerator<string, void, undefined> {
  const all = lines[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = all.next();
      let result: IteratorResult<string> | undefined;
      do {
        const timer = new AbortController();
        const silence = sleep(everyMs, undefined, { signal: timer.signal }).catch(() => undefined);
        result = await Promise.race([next, silence]);
        timer.abort();
        if (result === undefined) yield '\n';
      } while (result === undefined);
      if (result.done) return;
      yield result.value;
    }
  } finally {
    await all.return?.();
  }
}
