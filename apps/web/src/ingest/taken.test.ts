import { describe, expect, it } from 'vitest';
import { readTaken, takenAt } from './taken.ts';

/** The head of a JPEG file with a date in its EXIF block, as cameras lay it out. */
function photograph(date: string, little: boolean): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(120);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xffd8);
  view.setUint16(2, 0xffe0);
  view.setUint16(4, 4); // A segment that is something else.
  view.setUint16(8, 0xffe1);
  view.setUint16(10, 100);
  view.setUint32(12, 0x45786966);
  const start = 18;
  const short = (at: number, value: number) => view.setUint16(start + at, value, little);
  const long = (at: number, value: number) => view.setUint32(start + at, value, little);
  view.setUint16(start, little ? 0x4949 : 0x4d4d);
  short(2, 42);
  long(4, 8);
  short(8, 1);
  short(10, 0x8769);
  short(12, 4);
  long(14, 1);
  long(18, 26);
  short(26, 1);
  short(28, 0x9003);
  short(30, 2);
  long(32, 20);
  long(36, 44);
  [...date].forEach((letter, index) => view.setUint8(start + 44 + index, letter.charCodeAt(0)));
  return bytes;
}

describe('when a photograph was taken', () => {
  it.each([true, false])('is read in both orders of bytes (little first: %s)', async (little) => {
    const bytes = photograph('2024:08:09 17:12:05', little);
    expect(readTaken(new DataView(bytes.buffer))).toBe('2024-08-09T17:12:05');
    expect(await takenAt(new Blob([bytes]))).toBe('2024-08-09T17:12:05');
  });

  it('is not known where the camera did not set it, or the file is cut off or none', async () => {
    for (const date of ['0000:00:00 00:00:00', '    :  :     :  :  ', '2024:13:45 10:00:00'])
      expect(await takenAt(new Blob([photograph(date, true)]))).toBeUndefined();
    expect(await takenAt(new Blob([photograph('2024:08:09 17:12:05', true).slice(0, 60)]))).toBeUndefined();
    expect(await takenAt(new Blob(['GIF89a and so on, and so on']))).toBeUndefined();
    expect(await takenAt(new Blob([]))).toBeUndefined();
  });
});
