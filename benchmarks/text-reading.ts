// How well and how fast words in pictures are read: drawn pictures with text, and without.
// Run: npm run bench -- text-reading [--count 600] [--pictures DIR]   (DIR: photographs to write on; by default grounds are drawn)
import { soughtWords, writtenTokens } from '@unseen/domain';
import { decodeWhole } from '@unseen/imaging';
import { loadReaderPack, TextReader, type ReadWord } from '@unseen/reader';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { drawGround } from '../test/support/written/grounds.ts';
import { writtenPicture } from '../test/support/written/picture-set.ts';
import { percentile, report } from './support/report.ts';

/** Pixels from which on letters must be read. */
const LEGIBLE = 24;
const LIMITS = { maxPixels: 50e6, timeoutSeconds: 30 };
const { values } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '600' },
    pictures: { type: 'string' },
    look: { type: 'boolean' },
  },
});
const count = Number(values.count);
const reader = new TextReader({
  pack: await loadReaderPack(fileURLToPath(new URL('../models/reader', import.meta.url))),
});
const photographs =
  values.pictures === undefined
    ? []
    : (await readdir(values.pictures)).filter((name) => /\.jpe?g$/i.test(name)).sort();
const idle = process.memoryUsage().rss;
let most = 0;

/** Words and milliseconds, decoding included. */
async function read(
  bytes: Uint8Array,
  lookFirst: boolean,
): Promise<{ words: readonly ReadWord[]; ms: number }> {
  const start = performance.now();
  const words = await reader.read({ picture: await decodeWhole(bytes, 1_600, LIMITS), lookFirst });
  most = Math.max(most, process.memoryUsage().rss);
  return { words, ms: performance.now() - start };
}

/** Words as they are looked up, each as often as it is there. */
function folded(texts: readonly string[]): string[] {
  return texts.flatMap((text) => soughtWords(text).map(({ tokens }) => tokens[0]!));
}

/** How many of some words are among others, each used once. */
function shared(some: readonly string[], others: readonly string[]): number {
  const left = [...others];
  return some.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
}

const sizes = new Map<number, { written: number; found: number; read: number }>();
const times: number[] = [];
let [letters, wrong, missedByLook] = [0, 0, 0];
for (let seed = 0; seed < count; seed++) {
  const name = seed % 3 === 0 ? photographs[seed % photographs.length] : undefined;
  const photograph = name === undefined ? undefined : await readFile(join(values.pictures!, name));
  const { bytes, lines } = await writtenPicture(seed, photograph);
  const { words, ms } = await read(bytes, values.look === true);
  times.push(ms);
  const [written, got] = [folded(lines.map(({ text }) => text)), folded(words.map(({ text }) => text))];
  const size = lines[0]!.size;
  const sum = sizes.get(size) ?? { written: 0, found: 0, read: 0 };
  // What was read as one word, or as two, is found by either.
  const tokens = new Set(writtenTokens(words.map(({ text }) => text)).map(({ token }) => token));
  const sought = lines.flatMap(({ text }) => soughtWords(text));
  const found = sought.filter((word) => word.tokens.some((token) => tokens.has(token))).length;
  sizes.set(size, {
    written: sum.written + written.length,
    found: sum.found + shared(written, got),
    read: sum.read + got.length,
  });
  if (size >= LEGIBLE) {
    letters += sought.length;
    wrong += sought.length - found;
    if (values.look === true && words.length === 0) missedByLook += 1;
  }
}
const legible = [...sizes].filter(([size]) => size >= LEGIBLE).map(([, sum]) => sum);
const total = (of: 'written' | 'found' | 'read') => legible.reduce((sum, each) => sum + each[of], 0);
const quick: number[] = [];
let falselyRead = 0;
const empty = Math.round((count * 2) / 3);
for (let seed = 0; seed < empty; seed++) {
  const bytes = await drawGround(100_000 + seed, 1_000, 750);
  if ((await read(bytes, false)).words.length > 0) falselyRead += 1;
  const looked = await read(bytes, true);
  if (looked.words.length > 0) continue;
  quick.push(looked.ms);
}
await reader.close();
report(
  'Words in pictures',
  { value: total('found') / total('written'), of: `of the words of ${LEGIBLE} pixels and more are read` },
  {
    'precision of these words': total('found') / total('read'),
    'of these words are found by a search': 1 - wrong / letters,
    [`of ${empty} pictures without text have a word read in them`]: falselyRead / empty,
    'milliseconds per picture of 1,000 pixels, median': percentile(times, 0.5),
    'the same, 95th percentile': percentile(times, 0.95),
    'milliseconds of `auto` for a picture without text, median': percentile(quick, 0.5),
    'MB of memory more while it works': (most - idle) / 1e6,
    ...(values.look === true && { 'pictures with legible text that the look passed over': missedByLook }),
  },
);
for (const [size, { written, found, read: all }] of [...sizes].sort(([a], [b]) => a - b)) {
  console.log(`  ${size} px: recall ${(found / written).toFixed(3)}, precision ${(found / all).toFixed(3)}`);
}
