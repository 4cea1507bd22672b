import { describe, expect, it } from 'vitest';
import { readLines } from './lines.ts';

/** Text or bytes, cut into chunks of so many bytes. */
async function* chunks(content: string | Buffer, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(content as string);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

const texts = async (content: string | Buffer, size = 3, max?: number): Promise<string[]> =>
  (await Array.fromAsync(readLines(chunks(content, size), max))).map((line) => {
    try {
      return `${line.number}:${line.text()}`;
    } catch (error) {
      return `${line.number}!${(error as Error).message}`;
    }
  });

describe('readLines', () => {
  it.each([1, 2, 3, 7, 100])(
    'splits at LF and CRLF and drops the byte-order mark, in chunks of %d',
    async (size) => {
      expect(await texts('\ufeffone\r\nzwölf\n\n猫\r\nlast', size)).toEqual([
        '1:one',
        '2:zwölf',
        '3:',
        '4:猫',
        '5:last',
      ]);
      expect(await texts('one\n', size)).toEqual(['1:one']);
      expect(await texts('', size)).toEqual([]);
    },
  );

  it('names a line that is not UTF-8 and reads the next', async () => {
    const bytes = Buffer.concat([Buffer.from('a\n'), Buffer.from([0xff, 0xfe, 10]), Buffer.from('b')]);
    expect(await texts(bytes)).toEqual(['1:a', '2!The line is not valid UTF-8.', '3:b']);
  });

  it.each([1, 4, 1000])('skips a line over the limit, in chunks of %d', async (size) => {
    const read = await texts(`${'x'.repeat(50)}\n${'y'.repeat(10)}\n${'z'.repeat(11)}\nend`, size, 10);
    expect(read.map((line) => line.slice(0, 12))).toEqual([
      '1!The line i',
      '2:yyyyyyyyyy',
      '3!The line i',
      '4:end',
    ]);
  });

  it('does not hold a line of any length', async () => {
    const block = Buffer.alloc(1024 * 1024, 120);
    const endless = async function* (): AsyncGenerator<Buffer> {
      for (let n = 0; n < 200; n++) yield block;
    };
    const before = process.memoryUsage().arrayBuffers;
    const lines = await Array.fromAsync(readLines(endless(), 10_000_000));
    expect(lines).toHaveLength(1);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * 1024 * 1024);
  });
});
