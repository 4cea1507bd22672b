// What a shop asks for beside a plain search, in a collection far larger than the pictures at hand: a search with a filter and facets, one
// sorted by price, and pages of browsing sorted by price and by time. Each against the plain search with re-scoring, by turns in one run; on
// LanceDB, and on Qdrant where QDRANT_URL names one. Processor time of this process, and of the server's where --server names its process.
// Run: npm run bench -- shop-search [--items 100000] [--rounds 40] [--keep DIR] [--server PID]
//   The vectors are those of 400 pictures of the sample with their captions, and blends of them; the queries are captions, so that they find
//   something. --keep names a folder for the next run of the same size.
import { pointId, type VectorPoint, type VectorSpaceKey, type VectorStore } from '@unseen/domain';
import { seededUniform } from '@unseen/domain/random';
import { jointVector, Searcher, type SearchRequest } from '@unseen/search';
import { openLanceDb, openQdrant } from '@unseen/vector-store';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSample } from '../apps/standalone/src/sample/build-sample.ts';
import { DECODE_LIMITS, loadPictures, openEngines, type Engines } from './support/engines.ts';
import { blends } from './support/grown-vectors.ts';
import { needsQdrant } from './support/qdrant.ts';
import { percentile, report } from './support/report.ts';

const SAMPLE = 400;
/** Captions that are searched for. */
const QUERIES = 12;
const AT_ONCE = 500;
const BRANDS = Array.from({ length: 200 }, (_, at) => `brand ${at}`);
const COLORS = ['black', 'white', 'red', 'blue', 'green', 'grey', 'pink', 'brown'];
/** Of the year the items are from. */
const BEGIN = Date.UTC(2025, 0, 1);
const HOUR = 3_600_000;

type Asked = Omit<SearchRequest, 'space'>;

const FILTER = {
  op: 'all',
  filters: [
    { op: 'gt', field: 'stock', value: 0 },
    { op: 'lte', field: 'price', value: 500 },
  ],
} as const;
const FACETS = [
  { field: 'brand' },
  { field: 'color' },
  { field: 'price', ranges: [{ to: 50 }, { from: 50, to: 200 }, { from: 200 }] },
];

/** What is asked, by turns; the first is the reference. */
const KINDS: Readonly<Record<string, (text: string) => Asked>> = {
  'a plain search': (text) => ({ text }),
  'with a filter': (text) => ({ text, filter: FILTER }),
  'with a filter and facets': (text) => ({ text, filter: FILTER, facets: FACETS }),
  'with a filter, facets and all that is near': (text) => ({
    text,
    filter: FILTER,
    facets: FACETS,
    cutoff: 'off',
  }),
  'with facets and all that is near': (text) => ({ text, facets: FACETS, cutoff: 'off' }),
  'sorted by price, grouped by model': (text) => ({
    text,
    sort: [{ field: 'price' }],
    groupBy: { field: 'model' },
  }),
  'a page, newest first': () => ({}),
  'a page sorted by price': () => ({ sort: [{ field: 'price' }] }),
  'a page sorted by price, falling, of a brand': () => ({
    sort: [{ field: 'price', order: 'desc' }],
    filter: { op: 'eq', field: 'brand', value: 'brand 7' },
  }),
  'a page sorted by price, with a filter': () => ({
    sort: [{ field: 'price' }, { field: '$id' }],
    filter: FILTER,
  }),
  'a page sorted by price, with a filter and facets': () => ({
    sort: [{ field: 'price' }],
    filter: FILTER,
    facets: FACETS,
  }),
};

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    items: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '40' },
    keep: { type: 'string' },
    server: { type: 'string' },
  },
});
const [items, rounds] = [Number(values.items), Number(values.rounds)];
const dir = values.keep ?? (await mkdtemp(join(tmpdir(), 'unseen-bench-')));
try {
  await mkdir(dir, { recursive: true });
  await run();
} finally {
  if (values.keep === undefined) await rm(dir, { recursive: true });
}

async function run(): Promise<void> {
  const captions = await writeSample();
  const engines = await openEngines(join(dir, 'sample'), {
    threads: 2,
    batch: 8,
    keep: join(dir, 'engines'),
  });
  const space = { tenant: 'default', collection: 'shop', pack: engines.encoder.pack.id };
  try {
    await measure(
      'LanceDB',
      await openLanceDb({ dir: join(dir, 'lance'), optimizeEverySeconds: 0 }),
      engines,
      space,
      captions,
    );
    const url = needsQdrant('shop-search on Qdrant');
    if (url === undefined) return;
    const prefix = 'bench-shop';
    await measure(
      'Qdrant',
      await openQdrant({ urls: [url], prefix, timeoutMs: 120_000 }),
      engines,
      space,
      captions,
      values.server,
    );
  } finally {
    await engines.close();
  }
}

async function measure(
  name: string,
  store: VectorStore,
  engines: Engines,
  space: VectorSpaceKey,
  captions: readonly string[],
  server?: string,
): Promise<void> {
  const { encoder } = engines;
  const queries = captions.filter((_, at) => at % Math.floor(captions.length / QUERIES) === 0);
  await store.ensureSpace(space, encoder.pack.spaces.global);
  if ((await store.count(space)) !== items) {
    const pictures = { ...space, collection: 'pictures' };
    const sample = join(dir, 'sample');
    await loadPictures(engines, pictures, join(sample, 'pictures'), join(sample, 'captions.txt'));
    await fill(store, space, await pointsOf(engines.store, pictures));
    await store.optimize(space);
  }
  const searcher = new Searcher({
    encoder,
    store,
    decodeLimits: DECODE_LIMITS,
    options: { rescoreDeadlineMs: 60_000 },
  });
  const times = new Map(
    Object.keys(KINDS).map((kind) => [kind, { wall: [] as number[], cpu: [] as number[] }]),
  );
  for (let round = -queries.length; round < rounds; round++) {
    const text = queries[(round + queries.length) % queries.length]!;
    for (const [kind, asked] of Object.entries(KINDS)) {
      const [started, before] = [performance.now(), await processorMs(server)];
      const { hits, total } = await searcher.search({ space, ...asked(text) });
      const [wall, cpu] = [performance.now() - started, (await processorMs(server)) - before];
      if (hits.length === 0 && !('text' in asked(text))) throw new Error(`Nothing found: ${kind}`);
      if (round === -1) console.log(`  ${kind}: ${hits.length} hits of ${JSON.stringify(total)}`);
      // Before that, texts are encoded for the first time and caches filled.
      if (round < 0) continue;
      times.get(kind)!.wall.push(wall);
      times.get(kind)!.cpu.push(cpu);
    }
  }
  const plain = times.get('a plain search')!;
  for (const [kind, { wall, cpu }] of times) {
    report(
      `${name}, ${items} items: ${kind}`,
      { value: percentile(wall, 0.5) / percentile(plain.wall, 0.5), of: 'of a plain search at the median' },
      {
        'of a plain search at the 95th percentile': percentile(wall, 0.95) / percentile(plain.wall, 0.95),
        'of its processor time': mean(cpu) / mean(plain.cpu),
        'ms, p50': percentile(wall, 0.5),
        'ms, p95': percentile(wall, 0.95),
        'ms of processor time': mean(cpu),
      },
    );
  }
  await store.close();
}

/** Some pictures of the sample, and what they are called. @returns the captions */
async function writeSample(): Promise<string[]> {
  const [all, some] = [join(dir, 'all'), join(dir, 'sample', 'pictures')];
  await buildSample(all);
  await mkdir(some, { recursive: true });
  const lines = (await readFile(join(all, 'sample.jsonl'), 'utf8')).trim().split('\n');
  const every = Math.floor(lines.length / SAMPLE);
  const entries = lines
    .filter((_, at) => at % every === 0)
    .slice(0, SAMPLE)
    .map((line) => JSON.parse(line) as { image: string; caption: string });
  for (const { image } of entries) await copyFile(join(all, image), join(some, basename(image)));
  const captions = entries.map(({ image, caption }) => `${basename(image)}#0\t${caption}`);
  await writeFile(join(dir, 'sample', 'captions.txt'), captions.join('\n'));
  return entries.map(({ caption }) => caption);
}

async function pointsOf(store: VectorStore, space: VectorSpaceKey): Promise<VectorPoint[]> {
  const ids = (await store.page(space, SAMPLE)).map(({ id }) => id);
  const parts = {
    vectors: ['image', 'caption', 'joint'],
    regions: true,
    tokens: true,
    payload: true,
  } as const;
  return (await store.read(space, ids, parts)).map((point) => ({ ...point, payload: point.payload! }));
}

async function fill(
  store: VectorStore,
  space: VectorSpaceKey,
  points: readonly VectorPoint[],
): Promise<void> {
  const chance = seededUniform(7);
  const pick = <T>(from: readonly T[]) => from[Math.floor(chance() * from.length)]!;
  let batch: VectorPoint[] = [];
  let at = 0;
  const captions = blends(
    points.map(({ vectors }) => vectors.caption!),
    items,
  );
  const images = blends(
    points.map(({ vectors }) => vectors.image!),
    items,
  );
  for (const image of images) {
    const caption = captions.next().value as Float32Array;
    const point = points[at % points.length]!;
    const itemId = `sku-${at}`;
    const metadata = {
      brand: pick(BRANDS),
      color: pick(COLORS),
      model: `model ${Math.floor(at / 4)}`,
      price: Math.round(chance() ** 2 * 100_000) / 100,
      stock: Math.floor(chance() * 5),
      seen: new Date(BEGIN + Math.floor(chance() * 8_760) * HOUR).toISOString(),
    };
    const title = `${metadata.color} ${point.payload.captions[0]}`;
    const payload = { ...point.payload, captions: [title], metadata, createdAt: BEGIN + at * 1_000 };
    const vectors = { image, caption, joint: jointVector(caption, image) };
    batch.push({ ...point, id: pointId(space, itemId), itemId, vectors, payload });
    at += 1;
    if (batch.length === AT_ONCE || at === items) {
      await store.upsert(space, batch);
      batch = [];
      if (at % 10_000 === 0) console.log(`  ${at} written`);
    }
  }
}

/** Processor time this process and a server have taken. */
async function processorMs(server: string | undefined): Promise<number> {
  const { user, system } = process.cpuUsage();
  if (server === undefined) return (user + system) / 1_000;
  // Fields 14 and 15, in hundredths of a second (proc(5)); the name before may hold blanks, but ends with a parenthesis.
  const fields = (await readFile(`/proc/${server}/stat`, 'utf8')).split(') ')[1]!.split(' ');
  return (user + system) / 1_000 + 10 * (Number(fields[11]) + Number(fields[12]));
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}
