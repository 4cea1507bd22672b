// Rows per second of a nightly feed: one in which nothing changed, and one with 5 % other prices, 2 % other titles, 1 % new and 1 % gone.
// Reference: reading the same CSV files alone, in the same process, by turns. Also checked: that only what changed is written, and that only
// changed and new titles and new pictures are embedded.
// Run: npm run bench -- feed-rows --products FILE.csv [--products FILE.csv ..] [--rounds 3] [--keep DIR]
//   The CSVs have the columns image, id and caption, and more. Feeds are written beside the first one's folder, and removed. --keep names a
//   folder for what is stored.
import { isFailure, ImportRoot, openSource, type JobView } from '@unseen/ingest';
import type { Entry, Json } from '@unseen/domain';
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { DECODE_LIMITS, openEngines, type Engines } from './support/engines.ts';
import { report } from './support/report.ts';

const COLLECTION = 'feed';
const FEED = 'unseen-feed.csv';

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    products: { type: 'string', multiple: true },
    rounds: { type: 'string', default: '3' },
    keep: { type: 'string' },
  },
});
if (values.products === undefined) console.log('\nfeed-rows: NOT RUN: name --products.');
else await run(values.products, Number(values.rounds));

/** What a stretch of work took. */
interface Cost {
  readonly seconds: number;
  /** Of all threads of this process. */
  readonly cpuSeconds: number;
}

async function run(files: readonly string[], rounds: number): Promise<void> {
  const root = dirname(dirname(files[0]!));
  const engines = await openEngines(root, { threads: 2, batch: 8, keep: values.keep });
  const embedded = countEmbedded(engines);
  const feed = join(root, FEED);
  try {
    const importRoot = await ImportRoot.open(root);
    const found: Entry[] = [];
    for (const file of files) found.push(...(await read(importRoot, relative(root, file))));
    const entries = found.map((entry, at) => ({
      ...entry,
      metadata: { ...entry.metadata, price: (at * 37) % 997 },
    }));
    const known = entries.slice(0, Math.floor(entries.length / 1.01));
    const fresh = entries.slice(known.length);
    await writeFile(feed, toCsv(known));
    const loaded = await timed(() => apply(engines));
    console.log('\nfirst load', loaded.result.added, 'added', loaded.cost);
    const reading: Cost[] = [];
    const passing: Cost[] = [];
    for (let round = 0; round < rounds; round++) {
      reading.push((await timed(() => read(importRoot, FEED))).cost);
      embedded.reset();
      const { result, cost } = await timed(() => apply(engines));
      expect('unchanged rows', result.unchanged, known.length);
      expect('embedded', embedded.texts + embedded.pictures, 0);
      passing.push(cost);
    }
    const [alone, unchanged] = [median(reading), median(passing)];
    report(
      'A feed in which nothing changed',
      {
        value: alone.cpuSeconds / unchanged.cpuSeconds,
        of: 'of the speed of reading it alone (processor time)',
      },
      {
        rows: known.length,
        'rows/s, reading alone': known.length / alone.seconds,
        'rows/s, the feed': known.length / unchanged.seconds,
        'rows per second of processor time, reading alone': known.length / alone.cpuSeconds,
        'rows per second of processor time, the feed': known.length / unchanged.cpuSeconds,
      },
    );

    const gone = known.filter((_, at) => at % 100 === 99);
    const changed = known.flatMap((entry, at) => {
      if (at % 100 === 99) return [];
      if (at % 100 < 5) return [{ ...entry, metadata: { ...entry.metadata, price: 1_000 + at } }];
      return [at % 100 < 7 ? { ...entry, captions: [`${entry.captions[0]} (${at})`] } : entry];
    });
    await writeFile(feed, toCsv([...changed, ...fresh]));
    embedded.reset();
    const { result, cost } = await timed(async () => {
      const job = await apply(engines);
      const which = { ids: gone.map(({ id }) => id!) };
      const deleted = await engines.ingest.items.deleteMany('default', COLLECTION, which);
      return { ...job, ...deleted };
    });
    const same = new Set(known);
    const other = changed.filter((entry) => !same.has(entry));
    const titles = other.filter(({ metadata }) => metadata['price'] < 1_000).length;
    expect('updated', result.updated, other.length);
    expect('added', result.added, fresh.length);
    expect('unchanged', result.unchanged, changed.length - other.length);
    expect('deleted', result.deleted, gone.length);
    expect('pictures embedded', embedded.pictures, fresh.length);
    expect('texts embedded', embedded.texts, titles + fresh.length);
    report(
      'A feed in which 9 % changed',
      {
        value: cost.cpuSeconds / unchanged.cpuSeconds,
        of: 'times the processor time of one in which nothing did',
      },
      { 'rows/s': (changed.length + fresh.length) / cost.seconds, seconds: cost.seconds },
    );
  } finally {
    await rm(feed, { force: true });
    await engines.close();
  }
}

async function apply({ ingest }: Engines): Promise<JobView> {
  const source = { type: 'csv', path: FEED } as const;
  const job = await ingest.jobs.create({ tenant: 'default', collection: COLLECTION, source });
  for await (const view of ingest.jobs.events('default', job.id)) {
    if (view.state === 'failed') throw new Error(view.error?.detail);
    if (view.state === 'completed') return view;
  }
  throw new Error('the job was cut short');
}

async function read(root: ImportRoot, path: string): Promise<Entry[]> {
  const context = { root, maxImageBytes: 2 ** 27, decodeLimits: DECODE_LIMITS };
  const records = await Array.fromAsync((await openSource({ type: 'csv', path }, context)).read(0));
  return records.filter((record): record is Entry => !isFailure(record));
}

function countEmbedded({ encoder }: Engines) {
  const counts = { pictures: 0, texts: 0, reset: () => Object.assign(counts, { pictures: 0, texts: 0 }) };
  const [image, text] = [encoder.encodeImage.bind(encoder), encoder.encodeText.bind(encoder)];
  encoder.encodeImage = (...given) => ((counts.pictures += 1), image(...given));
  encoder.encodeText = (...given) => ((counts.texts += 1), text(...given));
  return counts;
}

function toCsv(entries: readonly Entry[]): string {
  const fields = [...new Set(entries.flatMap(({ metadata }) => Object.keys(metadata)))];
  const rows = entries.map(({ id, image, captions, metadata }) => [
    image?.kind === 'file' ? image.path : '',
    id ?? '',
    captions[0] ?? '',
    ...fields.map((field) => toCell(metadata[field])),
  ]);
  const header = ['image', 'id', 'caption', ...fields];
  return [header, ...rows].map((row) => row.map(quoted).join(',')).join('\n');
}

function toCell(value: Json | undefined): string {
  return value === undefined || value === null
    ? ''
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);
}

function quoted(cell: string): string {
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; cost: Cost }> {
  const [started, before] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return {
    result,
    cost: { seconds: (performance.now() - started) / 1_000, cpuSeconds: (user + system) / 1e6 },
  };
}

function median(costs: readonly Cost[]): Cost {
  return costs.toSorted((a, b) => a.cpuSeconds - b.cpuSeconds)[Math.floor(costs.length / 2)]!;
}

function expect(what: string, found: number, right: number): void {
  if (found !== right) throw new Error(`${what}: ${found} instead of ${right}`);
}
