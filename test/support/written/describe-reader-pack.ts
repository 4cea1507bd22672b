import { decodeWhole } from '@unseen/imaging';
import { loadReaderPack, LOOK_EDGE, TextReader } from '@unseen/reader';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawLines } from './written-picture.ts';

const LIMITS = { maxPixels: 20e6, timeoutSeconds: 30 };

/** What a pack says it reads: pictures of its own, and what is drawn in them. */
interface Golden {
  readonly pack: string;
  readonly tolerance: { readonly place: number };
  /** Least confidence of a word. */
  readonly confidence: number;
  readonly pictures: readonly {
    readonly says: string;
    readonly png: string;
    /** Middle of each line as shares of the picture. */
    readonly lines: readonly { readonly text: string; readonly center: readonly [number, number] }[];
  }[];
}

/** What every reader pack is held to. @param dir - of a pack */
export function describeReaderPack(dir: string): void {
  describe(`the reader pack ${dir}`, async () => {
    const golden = JSON.parse(await readFile(join(dir, 'golden.json'), 'utf8')) as Golden;
    let reader: TextReader;
    beforeAll(async () => {
      reader = new TextReader({ pack: await loadReaderPack(dir) });
    });
    afterAll(() => reader.close());
    const read = async (bytes: Uint8Array) => reader.read(await decodeWhole(bytes, 1_600, LIMITS));
    const look = async (bytes: Uint8Array) => reader.look(await decodeWhole(bytes, LOOK_EDGE, LIMITS));

    it('is the pack its golden pictures are of', () => {
      expect(reader.id).toBe(golden.pack);
    });

    it.each(golden.pictures)('reads its golden picture: $says', async ({ png, lines }) => {
      const bytes = Buffer.from(png, 'base64');
      const words = await read(bytes);
      expect(words.map(({ text }) => text)).toEqual(lines.flatMap(({ text }) => text.split(' ')));
      expect(await look(bytes)).toBe(lines.length > 0);
      for (const { text, box, confidence } of words) {
        expect(confidence).toBeGreaterThanOrEqual(golden.confidence);
        const [left, top, width, height] = box;
        const { center } = lines.find((line) => line.text.split(' ').includes(text))!;
        const beside = [center[0] - left - width / 2, center[1] - top - height / 2].map(Math.abs);
        // A word stands somewhere on its line, which runs along one axis.
        expect(Math.min(...beside)).toBeLessThan(golden.tolerance.place);
        expect(left + width).toBeLessThanOrEqual(1.0001);
        expect(top + height).toBeLessThanOrEqual(1.0001);
      }
    });

    it('says the same of a picture each time, whatever it reads in between', async () => {
      const line = { text: 'Northern railway 1984', size: 40, x: 300, y: 100 };
      const bytes = await drawLines([line], 600, 200);
      const first = await read(bytes);
      expect(first.map(({ text }) => text).join(' ')).toBe(line.text);
      await read(await drawLines([{ text: 'another', size: 30, x: 100, y: 400 }], 200, 800));
      expect(await read(bytes)).toEqual(first);
    });

    it('takes pictures of any size, and finds nothing in those that are too small', async () => {
      for (const [width, height] of [
        [1, 1],
        [7, 900],
        [1_600, 3],
      ] as const) {
        expect(await read(await drawLines([], width, height))).toEqual([]);
        expect(await look(await drawLines([], width, height))).toBe(false);
      }
    });
  });
}
