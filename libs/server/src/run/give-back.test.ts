import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { giveBack } from './give-back.ts';

/** Memory of this process that is of no file, in bytes. */
async function anonymous(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8');
  return 1024 * Number(/RssAnon:\s+(\d+)/.exec(status)?.[1]);
}

it.runIf(process.platform === 'linux')('gives back what lies between pieces that are in use', async () => {
  // Small buffers of the allocator's own heap; every hundredth stays.
  let all: (Buffer | undefined)[] = Array.from({ length: 40_000 }, () =>
    Buffer.allocUnsafeSlow(4_000).fill(1),
  );
  const kept = all.filter((_, i) => i % 100 === 0);
  const large = await anonymous();
  all = [];
  const { runInNewContext } = await import('node:vm');
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  expect(await giveBack()).toBe(true);
  expect(kept.every((buffer) => buffer![3_999] === 1)).toBe(true);
  expect(all).toEqual([]);
  expect(large - (await anonymous())).toBeGreaterThan(80e6);
});
