import { readFile } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { decodeImage, identifyImage, makeThumbnail } from '../index.ts';
import { blankGif } from '../testing/blank-gif.ts';

const LIMITS = { maxPixels: 128_000_000, timeoutSeconds: 60 };
const SPEC = { size: 32, fit: 'fill', kernel: 'cubic' } as const;

async function residentMegabytes(): Promise<number> {
  return Number(/VmRSS:\s+(\d+)/.exec(await readFile('/proc/self/status', 'utf8'))?.[1]) / 1024;
}

/** Processes that this one has started and that live. */
async function children(): Promise<string[]> {
  const text = await readFile(`/proc/self/task/${process.pid}/children`, 'utf8');
  return text.split(' ').filter(Boolean);
}

/** A PNG of one pixel with texts that unpack to a thousand times their size. */
function pngOfTexts(texts: number, megabytes: number): Uint8Array<ArrayBuffer> {
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const text = Buffer.concat([
    Buffer.from('a\0\0', 'latin1'),
    deflateSync(Buffer.alloc(megabytes * 2 ** 20, 'a')),
  ]);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('89504e470d0a1a0a', 'hex'),
      chunk('IHDR', Buffer.from('00000001000000010802000000', 'hex')),
      ...Array.from({ length: texts }, () => chunk('zTXt', text)),
      chunk('IDAT', deflateSync(Buffer.from([0, 10, 20, 30]))),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

describe('a small file that promises a large picture', () => {
  it('is decoded, with what is made of it', async () => {
    const bytes = blankGif(4_000, 4_000);
    expect(bytes.length).toBeLessThan(20_000);
    const rgb = await decodeImage(bytes, SPEC, LIMITS);
    expect([...rgb.subarray(0, 3)]).toEqual([0x33, 0x66, 0x99]);
    expect(rgb).toHaveLength(32 * 32 * 3);
    expect((await makeThumbnail(bytes, LIMITS)).type).toBe('image/jpeg');
  });

  it('takes next to none of the memory of this process, six side by side', async () => {
    const before = await residentMegabytes();
    let most = before;
    const look = setInterval(() => void residentMegabytes().then((now) => (most = Math.max(most, now))), 20);
    const pictures = Array.from({ length: 6 }, () => blankGif(5_000, 5_000));
    await Promise.all(pictures.map((bytes) => decodeImage(bytes, SPEC, LIMITS)));
    clearInterval(look);
    // Each takes 100 MB where it is decoded.
    expect(most - before).toBeLessThan(150);
  });

  it('ends with its time, and leaves nothing at work behind', async () => {
    const before = await children();
    const limits = { ...LIMITS, timeoutSeconds: 0.01 };
    const bytes = blankGif(7_000, 7_000);
    await identifyImage(bytes, LIMITS);
    await expect(decodeImage(bytes, SPEC, limits)).rejects.toMatchObject({
      code: 'image_timeout',
    });
    await vi.waitFor(async () => {
      const now = await children();
      expect(now.filter((pid) => !before.includes(pid))).toEqual([]);
    }, 10_000);
    expect(await decodeImage(blankGif(4_000, 4_000), SPEC, LIMITS)).toHaveLength(32 * 32 * 3);
  });
});

it('does not unpack the texts of a PNG', async () => {
  const bytes = pngOfTexts(50, 20);
  const before = await residentMegabytes();
  expect(await identifyImage(bytes, LIMITS)).toMatchObject({ width: 1, height: 1 });
  const rgb = await decodeImage(bytes, SPEC, LIMITS);
  expect([...rgb.subarray(0, 3)]).toEqual([10, 20, 30]);
  expect((await residentMegabytes()) - before).toBeLessThan(200);
});
