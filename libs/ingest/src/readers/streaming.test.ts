import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { JobSource } from '@unseen/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Sandbox } from '../testing/sandbox.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const LINES = 300_000;
const TEXT = 'a caption long enough to be felt if all of them were kept in memory '.repeat(4).trim();

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await Sandbox.make();
  const write = (name: string, lines: Iterable<string>): Promise<void> =>
    pipeline(Readable.from(blocks(lines)), createWriteStream(join(sandbox.dir, name)));
  await write(
    'list.jsonl',
    numbered((n) => `{"id":"item-${n}","image":"${n}.jpg","caption":"${TEXT} ${n}"}`),
  );
  await write(
    'captions.token.txt',
    numbered((n) => `${Math.floor(n / 5)}.jpg#${n % 5}\t${TEXT} ${n}`),
  );
});
afterAll(() => sandbox.close());

function* numbered(line: (n: number) => string): Generator<string> {
  for (let n = 0; n < LINES; n++) yield line(n);
}

/** Lines in blocks of a thousand: written one by one, they would take longer than the test. */
function* blocks(lines: Iterable<string>): Generator<string> {
  let block: string[] = [];
  for (const line of lines) {
    block.push(`${line}\n`);
    if (block.length === 1000) {
      yield block.join('');
      block = [];
    }
  }
  yield block.join('');
}

describe('a manifest of 300,000 lines', () => {
  it.each<[string, JobSource, number]>([
    ['JSONL', { type: 'jsonl', path: 'list.jsonl' }, LINES],
    ['Flickr captions', { type: 'flickr', path: 'captions.token.txt' }, LINES / 5],
  ])('is read as %s within a few megabytes', async (_, source, expected) => {
    const reader = await sandbox.open(source);
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    let count = 0;
    let most = 0;
    for await (const record of reader.read(0)) {
      if (record.ordinal !== count) throw new Error(`ordinal ${record.ordinal} instead of ${count}`);
      count += 1;
      if (count % 20_000 === 0) {
        collectGarbage();
        most = Math.max(most, process.memoryUsage().heapUsed - before);
      }
    }
    expect(count).toBe(expected);
    // The file has some 90 MB.
    expect(most).toBeLessThan(8 * 1024 * 1024);
    expect(await reader.count()).toBe(expected);
  });

  it('is resumed near its end', async () => {
    const reader = await sandbox.open({ type: 'jsonl', path: 'list.jsonl' });
    const rest = await Array.fromAsync(reader.read(LINES - 2));
    expect(rest.map((record) => record.id)).toEqual([`item-${LINES - 2}`, `item-${LINES - 1}`]);
  });
});
