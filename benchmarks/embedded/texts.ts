import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readCaptions } from '../support/captions.ts';

const WHO = [
  'a dog',
  'two children',
  'a man in a red jacket',
  'a woman with a camera',
  'people',
  'a cat',
  'a boy',
  'a bird',
];
const WHAT = [
  'running',
  'sitting',
  'jumping',
  'looking up',
  'playing',
  'sleeping',
  'walking',
  'turning around',
];
const WHERE = [
  'on the beach',
  'in the snow',
  'by a river',
  'in a city',
  'on a hill',
  'at a table',
  'in the rain',
  'at night',
];
const HOW = [
  '',
  ' together',
  ' at sunset',
  ' in a crowd',
  ' alone',
  ' with a ball',
  ' behind a fence',
  ' near a car',
];

const STRIDE = 37;

/**
 * Texts to search for, none twice.
 * @param captions - token file; where absent, one beside the folder of the pictures, else texts made of everyday words
 */
export async function textsFor(pictures: string, captions?: string): Promise<string[]> {
  const beside = join(dirname(pictures), 'captions.token.txt');
  const file = captions ?? (existsSync(beside) ? beside : undefined);
  if (file === undefined) {
    return WHO.flatMap((who) =>
      HOW.flatMap((how) => WHERE.flatMap((where) => WHAT.map((what) => `${who} ${what} ${where}${how}`))),
    );
  }
  const all = (await readCaptions(file, undefined)).map(({ text }) => text);
  // Captions of a picture stand together: neighbors in the list are of different pictures.
  return [...new Set(all.map((_, i) => all[(i * STRIDE) % all.length]!))];
}
