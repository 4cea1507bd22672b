import { mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RecordLog } from './record-log.ts';

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();
const bytesOf = (...texts: string[]) => texts.map((each) => Buffer.from(each));

describe('RecordLog', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'unseen-log-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('gives back records and parts of them, also after it was opened anew', async () => {
    const log = await RecordLog.open(dir);
    const first = await log.append(bytesOf('alpha', '', 'beta'));
    const second = await log.append(bytesOf('gamma'));
    const read = async (from: RecordLog) => (await from.read([...second, ...first])).map(text);
    expect(await read(log)).toEqual(['gamma', 'alpha', '', 'beta']);
    await log.close();
    const again = await RecordLog.open(dir);
    expect(await read(again)).toEqual(['gamma', 'alpha', '', 'beta']);
    expect((await again.read([{ ...first[0]!, offset: 1, length: 3 }])).map(text)).toEqual(['lph']);
    await again.close();
  });

  it('never appends to a segment an earlier process wrote, whose end may be torn', async () => {
    const log = await RecordLog.open(dir);
    const [before] = await log.append(bytesOf('whole'));
    await log.close();
    const again = await RecordLog.open(dir);
    const [after] = await again.append(bytesOf('new'));
    expect(after!.segment).toBeGreaterThan(before!.segment);
    expect(await again.sealed()).toEqual([{ segment: before!.segment, bytes: 5 }]);
    await again.remove(before!.segment);
    expect(await readdir(dir)).toEqual([`${after!.segment}.records`]);
    expect((await again.read([after!])).map(text)).toEqual(['new']);
    await again.close();
  });

  it('begins a new segment when one is full', async () => {
    const log = await RecordLog.open(dir);
    const large = Buffer.alloc(33 * 1024 * 1024, 7);
    const segments = [];
    for (let i = 0; i < 3; i++) segments.push((await log.append([large]))[0]!.segment);
    expect(segments).toEqual([1, 1, 2]);
    expect(await log.sealed()).toEqual([{ segment: 1, bytes: 66 * 1024 * 1024 }]);
    await log.close();
  });

  it('refuses to pass off missing bytes as a record', async () => {
    const log = await RecordLog.open(dir);
    const [extent] = await log.append(bytesOf('complete'));
    await truncate(join(dir, `${extent!.segment}.records`), 3);
    await expect(log.read([extent!])).rejects.toThrow('ends before');
    await expect(log.read([{ ...extent!, segment: 99 }])).rejects.toThrow('ENOENT');
    await log.close();
  });
});
