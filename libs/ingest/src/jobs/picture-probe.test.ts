import { fork } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entry } from '@unseen/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { png } from '../testing/png.ts';
import { Sandbox } from '../testing/sandbox.ts';
import { PictureProbe } from './picture-probe.ts';

const limits = { maxPixels: 1_000_000, timeoutSeconds: 2 };
const signal = new AbortController().signal;

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.make();
});
afterEach(() => sandbox.close());

const read = async (_tenant: string, { image }: Entry): Promise<Uint8Array | undefined> =>
  image?.kind === 'file' ? sandbox.root.readFile(image.path, 1e6, 'entry') : undefined;

/** Writes files and makes an entry of each. */
async function entries(files: Record<string, string | Uint8Array>): Promise<Entry[]> {
  await Promise.all(Object.entries(files).map(([path, content]) => sandbox.write(path, content)));
  return Object.keys(files).map((path, ordinal) => ({
    ordinal,
    id: path,
    image: { kind: 'file', path },
    captions: [],
    metadata: {},
  }));
}

describe('PictureProbe', () => {
  it('blames nobody for faults a decoder survives', async () => {
    const sound = png([1, 2, 3], 300, 300);
    const some = await entries({ 'sound.png': sound, 'cut.png': sound.subarray(0, 90), 'text.png': 'text' });
    const missing: Entry = { ...some[0]!, ordinal: 3, image: { kind: 'file', path: 'none.png' } };
    const words: Entry = { ordinal: 4, captions: ['words'], metadata: {} };
    expect(await new PictureProbe(read, limits).tryEach('t', [...some, missing, words], signal)).toEqual(
      new Map(),
    );
  });

  it('blames every picture under which the child dies, and those alone', async () => {
    const child = join(sandbox.outside, 'child.cjs');
    await writeFile(
      child,
      `process.on('message', ({ bytes }) => {
        const text = Buffer.from(bytes).toString();
        if (text === 'segfault') process.kill(process.pid, 'SIGSEGV');
        else if (text === 'exit') process.exit(7);
        else process.send('survived');
      });`,
    );
    const start = () => fork(child, { serialization: 'advanced', execArgv: [] });
    const probe = new PictureProbe(read, limits, start);
    const some = await entries({ a: 'fine', b: 'segfault', c: 'fine', d: 'exit', e: 'exit', f: 'fine' });
    const poisoned = await probe.tryEach('t', some, signal);
    expect(
      [...poisoned.values()].map(({ ordinal, id, code, reason }) => [ordinal, id, code, reason]),
    ).toEqual([
      [1, 'b', 'entry_poisoned', 'The picture took the worker down (SIGSEGV).'],
      [3, 'd', 'entry_poisoned', 'The picture took the worker down (7).'],
      [4, 'e', 'entry_poisoned', 'The picture took the worker down (7).'],
    ]);
  });
});
