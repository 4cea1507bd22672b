import { join } from 'node:path';
import { loadPack, openEncoder, type Encoder } from '@unseen/encoder';
import { isUnderstood } from '@unseen/imfa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { textWarnings } from './text-warnings.ts';

let encoder: Encoder;
beforeAll(async () => {
  const pack = await loadPack(join(import.meta.dirname, '../../../../models/lite'));
  encoder = await openEncoder({ pack, workers: 1, threads: 1 });
});
afterAll(() => encoder.close());

const encode = (text: string) => encoder.encodeText(text, 'interactive');
const warningsOf = async (text: string) => textWarnings(text, await encode(text), encode);

test.each([
  'dog',
  'a red apple',
  'men in orange life jackets',
  'zebra',
  'skateboarder',
  'running shoes for women',
  'two children play soccer on a green field',
])('nothing is to be said of "%s"', async (text) => {
  expect(await warningsOf(text)).toEqual([]);
});

test.each(['qwertyuiop', 'xxxxxxxx', '😀', '🐶', 'Schnee', 'Hund am Strand', 'zxcvbnm asdfgh'])(
  '"%s" is not understood',
  async (text) => {
    expect(isUnderstood(await encode(text))).toBe(false);
    const [warning] = await warningsOf(text);
    expect(warning).toMatchObject({ code: 'text_not_understood' });
    expect(warning!.words!.length).toBeGreaterThan(0);
  },
);

test.each(['一只狗', 'собака на пляже', 'كلب', '犬'])(
  '"%s" is in a language that is not read',
  async (text) => {
    const codes = (await warningsOf(text)).map(({ code }) => code);
    expect(codes).toEqual(['language_unsupported', 'text_not_understood']);
  },
);

test('among words that are understood, the one that is not is named', async () => {
  expect(await warningsOf('a dog with a blorptastique on the beach')).toMatchObject([
    { code: 'text_not_understood', words: ['blorptastique'] },
  ]);
});

test('a text that is longer than the model reads is said to be cut, and where', async () => {
  expect(await warningsOf('a dog on the beach')).toEqual([]);
  expect(await warningsOf(`${'red '.repeat(70)}and a zebra in a zoo`)).toMatchObject([
    { code: 'text_truncated', detail: expect.stringContaining('"red"') as string },
  ]);
});
