// How well, how fast and with how much memory words in pictures are read: drawn pictures with text, and without. Reference: the error rate of the
// same pictures read by another package, if one is given.
// Run: npm run bench -- text-reading [--count 600] [--pictures DIR]... [--look] [--keep DIR] [--peer FILE]
//   --pictures: folders of photographs and products to write on, by turns with plain colors and drawn grounds. --keep writes the pictures there, for
//   `benchmarks/peer/read-text.py`, which writes the file that --peer names. Times are those of all threads' processors together, decoding included.
import { decodeWhole } from '@unseen/imaging';
import { loadReaderPack, LOOK_EDGE, TextReader, type ReadWord } from '@unseen/reader';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { drawGround } from '../test/support/written/grounds.ts';
import { writtenPicture } from '../test/support/written/picture-set.ts';
import { percentile, report } from './support/report.ts';
import { characterErrors, foldedWords, shared, type Fragment } from './support/words-read.ts';

/** Pixels from which on letters must be read. */
const LEGIBLE = 24;
const LIMITS = { maxPixels: 50e6, timeoutSeconds: 30 };
const { values } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '600' },
    first: { type: 'string', default: '0' },
    pictures: { type: 'string', multiple: true, default: [] },
    look: { type: 'boolean', default: false },
    keep: { type: 'string' },
    peer: { type: 'string' },
  },
});
const [count, firstSeed] = [Number(values.count), Number(values.first)];
const folders = await Promise.all(
  values.pictures.map(async (folder) =>
    (await readdir(folder))
      .filter((name) => /\.(jpe?g|png|webp)$/i.test(name))
      .sort()
      .map((name) => join(folder, name)),
  ),
);
const peer =
  values.peer === undefined
    ? undefined
    : new Map(Object.entries(JSON.parse(await readFile(values.peer, 'utf8')) as Record<string, Fragment[]>));
if (values.keep !== undefined) await mkdir(values.keep, { recursive: true });
const reader = new TextReader({
  pack: await loadReaderPack(fileURLToPath(new URL('../models/reader', import.meta.url))),
});

/** Words, and milliseconds of all processors together, decoding included. */
async function read(bytes: Uint8Array, auto: boolean): Promise<{ words: readonly ReadWord[]; ms: number }> {
  const start = process.cpuUsage();
  const decode = (edge: number) => decodeWhole(bytes, edge, LIMITS);
  const passed = auto && !(await reader.look(await decode(LOOK_EDGE)));
  const words = passed ? [] : await reader.read(await decode(1_600));
  const { user, system } = process.cpuUsage(start);
  return { words, ms: (user + system) / 1_000 };
}

interface Sum {
  written: number;
  found: number;
  read: number;
}
const bySize = new Map<string, Sum>();
const byGround = new Map<string, Sum>();
const times: number[] = [];
const errors = { characters: 0, own: 0, peer: 0 };
let passedOver = 0;
await read(await drawGround(1, 400, 300), false);
for (let seed = firstSeed; seed < firstSeed + count; seed++) {
  const folder = folders[seed % (folders.length + 2)];
  const file = folder?.[(seed * 7) % folder.length];
  const { bytes, lines, width, height } = await writtenPicture(
    seed,
    file === undefined ? undefined : await readFile(file),
  );
  if (values.keep !== undefined) await writeFile(join(values.keep, `${seed}.jpg`), bytes);
  const { words, ms } = await read(bytes, values.look);
  times.push(ms);
  const [written, got] = [
    foldedWords(lines.map(({ text }) => text)),
    foldedWords(words.map(({ text }) => text)),
  ];
  const { size } = lines[0]!;
  const ground =
    file === undefined ? 'drawn grounds' : `pictures of ${values.pictures[seed % (folders.length + 2)]}`;
  const figures = { written: written.length, found: shared(written, got), read: got.length };
  add(bySize, `${size} px`, figures);
  if (size < LEGIBLE) continue;
  add(byGround, ground, figures);
  add(byGround, 'all', figures);
  const fragments = words.map(({ text, box: [x, y, w, h] }) => ({
    text,
    x: (x + w / 2) * width,
    y: (y + h / 2) * height,
  }));
  errors.own += characterErrors(lines, fragments);
  if (peer !== undefined) errors.peer += characterErrors(lines, peer.get(String(seed)) ?? []);
  errors.characters += lines.reduce((sum, { text }) => sum + text.length, 0);
  if (values.look && words.length === 0) passedOver += 1;
}
const quick: number[] = [];
let falselyRead = 0;
const empty = Math.round((count * 2) / 3);
for (let seed = 0; seed < empty; seed++) {
  const bytes = await drawGround(100_000 + seed, 1_000, 750);
  const { words } = await read(bytes, false);
  if (words.length > 0) falselyRead += 1;
  if (words.length > 0)
    console.log(`  read where nothing is written: ${words.map(({ text }) => text).join(' ')}`);
  const looked = await read(bytes, true);
  if (looked.words.length === 0) quick.push(looked.ms);
}
await reader.close();
const all = byGround.get('all') ?? { written: Number.NaN, found: Number.NaN, read: Number.NaN };
report(
  'Words in pictures',
  { value: all.found / all.written, of: `of the words of ${LEGIBLE} pixels and more are read` },
  {
    'precision of these words': all.found / all.read,
    'of their characters are wrong': errors.own / errors.characters,
    ...(peer !== undefined && {
      'of them are wrong as the other package reads them': errors.peer / errors.characters,
    }),
    [`of ${empty} pictures without text have a word read in them`]: falselyRead / empty,
    'milliseconds of processor time per picture of 1,000 pixels, median': percentile(times, 0.5),
    'the same, mean': times.reduce((sum, ms) => sum + ms, 0) / times.length,
    'the same, 95th percentile': percentile(times, 0.95),
    'milliseconds of processor time of `auto` for a picture without text, median': percentile(quick, 0.5),
    ...(values.look && { 'pictures with legible text that the look passed over': passedOver }),
  },
);
for (const [name, { written, found, read: got }] of [...[...bySize].sort(), ...byGround]) {
  console.log(
    `  ${name}: recall ${(found / written).toFixed(3)}, precision ${(found / got).toFixed(3)}, ${written} words`,
  );
}

function add(sums: Map<string, Sum>, name: string, { written, found, read: got }: Sum): void {
  const sum = sums.get(name) ?? { written: 0, found: 0, read: 0 };
  sums.set(name, { written: sum.written + written, found: sum.found + found, read: sum.read + got });
}
