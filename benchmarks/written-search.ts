// How well pictures are found by what is written in them: by one word, by two, by a bar code, and by a word with a slip in it. Reference: the same searches
// by what is really written, without a reader. With photographs and captions also what reading does to searches by meaning.
// Run: npm run bench -- written-search [--count 1000] [--pictures DIR [--captions FILE --names FILE]]
import { soughtWords, writtenTokens } from '@unseen/domain';
import { seededUniform } from '@unseen/domain/random';
import { ReadingLane } from '@unseen/ingest';
import { loadReaderPack, TextReader } from '@unseen/reader';
import { rankWritten, Searcher } from '@unseen/search';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { drawLines, FACES, type Line } from '../test/support/written/written-picture.ts';
import { drawGround } from '../test/support/written/grounds.ts';
import { gallery, readCaptions, readNames } from './support/captions.ts';
import { DECODE_LIMITS, loadPictures, openEngines, type Engines } from './support/engines.ts';
import { report } from './support/report.ts';

const TOP = 10;
const SIZES = [24, 28, 36, 48];
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const SYLLABLES =
  'ba be bo ca ce da de do fa fi ga ge go ka ke ko la le lo ma me mo na ne no pa pe po ra re ro sa se so ta te to va ve vo wa we zo'.split(
    ' ',
  );
const SCOPE = { tenant: 'default', collection: 'written' };

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '1000' },
    pictures: { type: 'string' },
    captions: { type: 'string' },
    names: { type: 'string' },
  },
});
const pack = await loadReaderPack(fileURLToPath(new URL('../models/reader', import.meta.url)));
const engines = await openEngines(tmpdir(), { threads: 2, batch: 8 });
try {
  await byWords(engines, Number(values.count));
  if (values.captions !== undefined)
    await byMeaning(engines, values.pictures!, values.captions, values.names);
} finally {
  await engines.close();
}

/** What is drawn in a picture. */
interface Label {
  readonly id: string;
  readonly words: readonly [string, string];
  readonly code: string;
}

async function byWords(open: Engines, count: number): Promise<void> {
  const { ledger } = open;
  const next = seededUniform(23);
  const one = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)]!;
  const word = () => Array.from({ length: 3 + Math.floor(next() * 2) }, () => one(SYLLABLES)).join('');
  const photographs =
    values.pictures === undefined
      ? []
      : (await readdir(values.pictures)).filter((name) => /\.jpe?g$/i.test(name)).sort();
  const labels: Label[] = [];
  const truth = new Map<string, Set<string>>();
  await ledger.collections.ensure(SCOPE.tenant, SCOPE.collection);
  await ledger.collections.change(SCOPE.tenant, SCOPE.collection, { readText: 'on' });
  for (let n = 0; n < count; n++) {
    const label: Label = { id: `p${n}`, words: [word(), word()], code: barCode(next) };
    const dark = next() < 0.5;
    const style = {
      face: one(FACES),
      color: dark ? '#f5f5f0' : '#15171a',
      halo: dark ? '#20242c' : '#f4f1ea',
    } as const;
    const size = one(SIZES);
    const lines: Line[] = [
      {
        text: label.words.join(' '),
        size,
        x: 500,
        y: 200 + next() * 100,
        angle: (next() - 0.5) * 10,
        ...style,
      },
      { text: label.code, size, x: 500, y: 450 + next() * 150, angle: (next() - 0.5) * 10, ...style },
    ];
    const ground =
      photographs.length > 0 && n % 2 === 0
        ? await readFile(join(values.pictures!, photographs[n % photographs.length]!))
        : await drawGround(n, 1_000, 750);
    const image = await drawLines(lines, 1_000, 750, ground);
    await open.ingest.items.ingestOne({ ...SCOPE, id: label.id, image });
    labels.push(label);
    truth.set(label.id, new Set(writtenTokens([...label.words, label.code]).map(({ token }) => token)));
  }
  await readAll(open, count);
  const kinds: [string, (label: Label) => string][] = [
    ['one word', ({ words }) => words[0]],
    ['two words', ({ words }) => words.join(' ')],
    ['a bar code', ({ code }) => code],
    ['a word with a slip', ({ words }) => withSlip(words[1], next)],
  ];
  for (const [name, queryOf] of kinds) {
    let [found, exact] = [0, 0];
    for (const label of labels) {
      const query = queryOf(label);
      const { holdings } = await rankWritten(ledger.texts, SCOPE, query, 100);
      if (holdings.slice(0, TOP).some(({ itemId }) => itemId === label.id)) found++;
      const sought = soughtWords(query);
      if (sought.every(({ tokens }) => tokens.some((token) => truth.get(label.id)!.has(token)))) exact++;
    }
    report(
      `Pictures found by ${name}`,
      { value: found / count, of: `of ${count} are among the first ${TOP}` },
      { 'hold the words letter by letter, as drawn': exact / count },
    );
  }
}

/** Reads the pictures of all collections that ask for it. */
async function readAll({ ledger, ingest }: Engines, pictures: number): Promise<void> {
  let read = 0;
  const lane = new ReadingLane({
    ledger,
    pictures: ingest.pipeline.pictures,
    openReader: async () => new TextReader({ pack }),
    decodeLimits: DECODE_LIMITS,
    alone: true,
    observe: () => read++,
    onError: (error) => console.error(error),
  });
  await lane.start();
  while (read < pictures) await sleep(500);
  await lane.stop();
}

/** What reading changes in searches by meaning: captions that look for their picture, with and without the list of what is written. */
async function byMeaning(open: Engines, pictures: string, captionFile: string, list?: string): Promise<void> {
  const captions = await readCaptions(captionFile, await readNames(list));
  const copy = await gallery(
    pictures,
    captions.map(({ picture }) => picture),
  );
  const { ledger, encoder, store } = open;
  const space = { tenant: 'default', collection: 'photographs', pack: encoder.pack.id };
  try {
    await loadPictures(open, space, copy.dir);
  } finally {
    await copy.remove();
  }
  const total = await store.count(space);
  await ledger.collections.change(space.tenant, space.collection, { readText: 'on' });
  await readAll(open, total);
  const searcher = new Searcher({
    encoder,
    store,
    decodeLimits: DECODE_LIMITS,
    options: { rescoreDeadlineMs: 60_000 },
  });
  const ranks = { with: [] as number[], without: [] as number[] };
  for (const { picture, text } of captions) {
    const id = basename(picture, extname(picture));
    for (const way of ['with', 'without'] as const) {
      const inPictures = way === 'with' ? (await rankWritten(ledger.texts, space, text, 100)).holdings : [];
      const { hits } = await searcher.search({ space, text, limit: TOP, cutoff: 'off', inPictures });
      const rank = hits.findIndex((hit) => hit.id === id || hit.id === picture);
      ranks[way].push(rank < 0 ? Infinity : rank);
    }
  }
  const recall = (of: readonly number[], k: number) =>
    (100 * of.filter((rank) => rank < k).length) / of.length;
  report(
    'Searches by meaning, with pictures read',
    { value: recall(ranks.with, TOP) / recall(ranks.without, TOP), of: `of R@${TOP} without` },
    Object.fromEntries(
      [1, 5, TOP].flatMap((k) => [
        [`R@${k} with`, recall(ranks.with, k)],
        [`R@${k} without (with may be 0.3 lower)`, recall(ranks.without, k)],
      ]),
    ),
  );
}

/** A word with one letter more, less or other. */
function withSlip(word: string, next: () => number): string {
  const at = 1 + Math.floor(next() * (word.length - 1));
  const letter = LETTERS[Math.floor(next() * LETTERS.length)]!;
  const kind = next();
  if (kind < 0.33) return word.slice(0, at) + word.slice(at + 1);
  return word.slice(0, at) + letter + word.slice(kind < 0.66 ? at : at + 1);
}

/** A bar code of 13 digits whose last one is right. */
function barCode(next: () => number): string {
  const digits = Array.from({ length: 12 }, () => Math.floor(next() * 10));
  const sum = digits.reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 1 : 3), 0);
  return [...digits, (10 - (sum % 10)) % 10].join('');
}
