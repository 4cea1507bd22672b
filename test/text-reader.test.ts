import { writtenTokens } from '@unseen/domain';
import { decodeWhole } from '@unseen/imaging';
import { loadReaderPack, LOOK_EDGE, TextReader, type ReadWord } from '@unseen/reader';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawGround } from './support/written/grounds.ts';
import { drawLines, type Line } from './support/written/written-picture.ts';

const PACK = fileURLToPath(new URL('../models/reader', import.meta.url));
const LIMITS = { maxPixels: 20e6, timeoutSeconds: 30 };

describe('reading what is written in pictures', () => {
  let reader: TextReader;
  beforeAll(async () => {
    reader = new TextReader({ pack: await loadReaderPack(PACK) });
  });
  afterAll(() => reader.close());

  const readBytes = async (bytes: Uint8Array): Promise<readonly ReadWord[]> =>
    reader.read(await decodeWhole(bytes, 1_600, LIMITS));
  const look = async (bytes: Uint8Array) => reader.look(await decodeWhole(bytes, LOOK_EDGE, LIMITS));
  const read = async (lines: readonly Line[], ground?: Uint8Array | string) =>
    readBytes(await drawLines(lines, 800, 600, ground));
  const textOf = (words: readonly ReadWord[]) => words.map(({ text }) => text).join(' ');

  it('reads words of several languages and numbers, and says where each stands', async () => {
    const words = await read([
      { text: 'Größe Crème jamón', size: 48, x: 400, y: 150, face: 'lora' },
      { text: '4006381333931', size: 32, x: 200, y: 420, face: 'roboto' },
    ]);
    expect(words.map(({ text }) => text).sort()).toEqual(['4006381333931', 'Crème', 'Größe', 'jamón'].sort());
    const [x, y, width, height] = words.find(({ text }) => text === '4006381333931')!.box;
    expect(x + width / 2).toBeCloseTo(200 / 800, 1);
    expect(y + height / 2).toBeCloseTo(420 / 600, 1);
    const places = ['Größe', 'Crème', 'jamón'].map(
      (text) => words.find((word) => word.text === text)!.box[0],
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
    for (const { confidence } of words) expect(confidence).toBeGreaterThan(0.85);
  });

  it.each([90, 180, 270, 14, -25])('reads what is turned by %i degrees', async (angle) => {
    const words = await read([
      { text: 'Emergency exit', size: 44, x: 400, y: 300, angle, face: 'open-sans' },
    ]);
    expect(textOf(words)).toBe('Emergency exit');
  });

  it('reads small letters that run upwards on a busy ground, and what is level beside them', async () => {
    const light = { color: '#f5f5f0', halo: '#20242c', size: 24 };
    const bytes = await drawLines(
      [
        { text: 'Delivery address', x: 150, y: 300, angle: 266, ...light },
        { text: 'Hôtel de ville', x: 300, y: 320, angle: 271, ...light },
        { text: 'Platform closed', x: 560, y: 500, ...light },
      ],
      800,
      600,
      await drawGround(12, 800, 600),
    );
    expect(
      textOf(await readBytes(bytes))
        .split(' ')
        .sort(),
    ).toEqual(['Delivery', 'address', 'Hôtel', 'de', 'ville', 'Platform', 'closed'].sort());
  });

  it('reads white on a busy ground, sees it at a look, and reads nothing where nothing is written', async () => {
    const ground = await drawGround(7, 800, 600);
    const line = {
      text: 'Harbour lights',
      size: 52,
      x: 400,
      y: 300,
      color: '#fff',
      halo: '#111',
      weight: 700,
    } as const;
    const bytes = await drawLines([line], 800, 600, ground);
    expect(await look(bytes)).toBe(true);
    expect(textOf(await readBytes(bytes))).toBe('Harbour lights');
    for (const seed of [1, 2, 3, 4, 5]) {
      expect(await readBytes(await drawGround(seed, 800, 600)), `ground ${seed}`).toEqual([]);
    }
    expect(await readBytes(await drawLines([], 40, 30))).toEqual([]);
    expect(await look(await drawLines([], 800, 600))).toBe(false);
  });

  it('reads column by column and line by line, a word that goes on in the next line too', async () => {
    const left = ['The ferry to the', 'islands leaves at', 'noon, if weather'];
    const right = ['Der neue Kinder-', 'garten liegt am', 'alten Bahnhof'];
    const column = (texts: readonly string[], x: number) =>
      texts.map((text, i): Line => ({ text, size: 32, x, y: 200 + 80 * i }));
    const lines = [
      ...column(left, 200),
      ...column(right, 600),
      { text: 'Harbour news', size: 56, x: 400, y: 60 },
    ];
    const words = await read(lines);
    expect(textOf(words)).toBe(['Harbour news', ...left, ...right].join(' '));
    expect(writtenTokens(words.map(({ text }) => text)).map(({ token }) => token)).toContain('klndergarten');
  });

  it('reads large pictures tile by tile, and long lines piece by piece', async () => {
    const long = 'the quick brown fox jumps over the lazy dog and seven hedgehogs watch';
    const words = await readBytes(
      await drawLines(
        [
          { text: long, size: 30, x: 700, y: 100 },
          { text: 'across the middle', size: 30, x: 700, y: 500 },
          { text: 'small letters in a corner', size: 16, x: 1_200, y: 960 },
        ],
        1_400,
        1_000,
      ),
    );
    expect(textOf(words)).toBe(`${long} across the middle small letters in a corner`);
  });

  it('gives its memory back when it rests, and goes on with the next picture', async () => {
    expect(reader.awake).toBe(true);
    await reader.rest();
    expect(reader.awake).toBe(false);
    expect(textOf(await read([{ text: 'Public library', size: 40, x: 400, y: 300 }]))).toBe('Public library');
  });
});

describe('reader packs', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'unseen-reader-'));
    await cp(PACK, dir, { recursive: true });
  });
  afterAll(() => rm(dir, { recursive: true }));

  it('come with every file their manifest names, or are refused', async () => {
    const pack = await loadReaderPack(dir);
    expect(pack.id).toMatch(/^[a-z0-9-]+@\d/);
    await writeFile(join(dir, 'detector.onnx'), 'another one');
    await expect(loadReaderPack(dir)).rejects.toMatchObject({ code: 'pack_checksum_mismatch' });
    await expect(loadReaderPack(join(dir, 'none'))).rejects.toMatchObject({ code: 'pack_not_found' });
    await expect(loadReaderPack(join(PACK, '../lite'))).rejects.toMatchObject({ code: 'pack_invalid' });
  });
});
