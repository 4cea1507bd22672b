// A large catalogue over a large collection, embedded: what a classification costs beside a nearest-neighbor search, how soon a new
// class is found, how many items a retag touches, and what it misses of a full scan. Pictures are those of the sample, many times
// over with noise; classes are its subgroups and its single pictures by name.
// Run: npm run bench -- class-scale [--items 100000] [--classes 1000]
import type { ItemVectors } from '@unseen/classes';
import { openFileBlobs } from '@unseen/blobs';
import { pointId, type VectorPoint } from '@unseen/domain';
import { calibrate, Classifier, ClassWriter, LiveCatalogues, makeLens, Retagger } from '@unseen/classes';
import { loadPack, openEncoder, type Encoder } from '@unseen/encoder';
import { decodeImage } from '@unseen/imaging';
import { PictureStore } from '@unseen/ingest';
import { openLedger } from '@unseen/ledger';
import { openPgBossQueue } from '@unseen/queue';
import { seededNormals } from '@unseen/domain/random';
import { Searcher } from '@unseen/search';
import { openLanceDb } from '@unseen/vector-store';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSample } from '../apps/standalone/src/sample/build-sample.ts';
import { DECODE_LIMITS, LITE } from './support/engines.ts';
import { percentile, report } from './support/report.ts';
import { SUBGROUP_CLASSES } from './support/subgroups.ts';

/** Classes that are added at the end; nothing of them is in the catalogue before. Each is carried by under a hundredth of the items. */
const NEW = ['phone', 'lock', 'musical-instrument'] as const;
const QUERIES = 200;
const WRITE = 5_000;
/** Standard deviation of the noise per dimension: copies are as alike as pictures of one thing (cosine about 0.9). */
const NOISE = 0.02;
/** Every so many items are judged by the full scan. */
const SCAN_EVERY = 10;

const { values } = parseArgs({
  allowPositionals: true,
  options: { items: { type: 'string', default: '100000' }, classes: { type: 'string', default: '1000' } },
});
const itemCount = Number(values.items);
const classCount = Number(values.classes);

interface SamplePicture {
  readonly name: string;
  readonly subgroup: string;
  readonly vector: Float32Array;
}

const folder = await mkdtemp(join(tmpdir(), 'unseen-bench-scale-'));
const encoder = await openEncoder({ pack: await loadPack(LITE), workers: 1, threads: 1, maxBatch: 8 });
const store = await openLanceDb({ dir: join(folder, 'vectors'), optimizeEverySeconds: 0 });
const ledger = await openLedger({ kind: 'embedded', memory: true });
const queue = await openPgBossQueue({ database: ledger.embedded });
await queue.start();
const space = { tenant: 'default', collection: 'default', pack: encoder.pack.id };
const actor = { tenant: 'default', name: 'benchmark' };
const blobs = await openFileBlobs({ dir: join(folder, 'blobs') });
const pictures = new PictureStore(blobs, ledger, DECODE_LIMITS);
const parts = { ledger, store, queue, encoder, pictures, decodeLimits: DECODE_LIMITS };
const catalogues = new LiveCatalogues(parts);
const writer = new ClassWriter(parts);
const classifier = new Classifier(parts, catalogues);
const searcher = new Searcher({ encoder, store, decodeLimits: DECODE_LIMITS });
const retagger = new Retagger(parts, catalogues, { onError: (error) => console.error(error) });
try {
  const sample = await encodeSample(encoder);
  const vectors = await fill(sample);
  await addCatalogue(sample);
  await calibrate(parts, catalogues, actor, space);
  await retagger.run('default', AbortSignal.timeout(3_600_000));
  await classification(vectors);
  for (const subgroup of NEW) await newClass(subgroup, sample, vectors);
} finally {
  await queue.stop();
  await store.close();
  await ledger.close();
  await encoder.close();
  await rm(folder, { recursive: true, force: true });
}

async function encodeSample(model: Encoder): Promise<SamplePicture[]> {
  await buildSample(folder);
  const lines = (await readFile(join(folder, 'sample.jsonl'), 'utf8')).trim().split('\n');
  return Promise.all(
    lines.map(async (line) => {
      const { image, captions, caption, metadata } = JSON.parse(line) as {
        image: string;
        captions?: string[];
        caption?: string;
        metadata: { subgroup: string };
      };
      const pixels = await decodeImage(await readFile(join(folder, image)), model.imageSpec, DECODE_LIMITS);
      const { global } = await model.encodeImage(pixels, 'bulk');
      return { name: captions?.[0] ?? caption ?? image, subgroup: metadata.subgroup, vector: global };
    }),
  );
}

/** Writes the items and indexes them. Item `i` is the picture `i` modulo their number. @returns their vectors */
async function fill(sample: readonly SamplePicture[]): Promise<Float32Array[]> {
  const noise = seededNormals(7);
  const made = Array.from({ length: itemCount }, (_, i) => {
    const { vector } = sample[i % sample.length]!;
    return i < sample.length ? vector : normalized(vector.map((value) => value + NOISE * noise()));
  });
  await ledger.collections.ensure('default', 'default');
  await store.ensureSpace(space, encoder.pack.spaces.global);
  for (let start = 0; start < itemCount; start += WRITE) {
    await store.upsert(
      space,
      made.slice(start, start + WRITE).map((image, at): VectorPoint => {
        const itemId = `i${start + at}`;
        const payload = { captions: [], metadata: {}, hasImage: true, contentHash: '0'.repeat(64) };
        return { id: pointId(space, itemId), itemId, vectors: { image }, payload };
      }),
    );
  }
  await store.optimize(space);
  return made;
}

/** The subgroups as seen classes with exemplars, and single pictures by their names alone until there are enough. */
async function addCatalogue(sample: readonly SamplePicture[]): Promise<void> {
  const known = sample.filter(({ subgroup }) => !isNew(subgroup));
  for (const [subgroup, words] of Object.entries(SUBGROUP_CLASSES)) {
    if (isNew(subgroup)) continue;
    const exemplars = sample.flatMap((picture, at) => (picture.subgroup === subgroup ? [`i${at}`] : []));
    await writer.add(actor, { ...words, synonyms: [], seen: true, exemplars: exemplars.slice(0, 8) });
  }
  const taken = new Set(Object.values(SUBGROUP_CLASSES).map(({ name }) => name));
  let count = Object.keys(SUBGROUP_CLASSES).length - NEW.length;
  for (const { name } of known) {
    if (count >= classCount) break;
    if (taken.has(name)) continue;
    taken.add(name);
    await writer.add(actor, { name, seen: false, exemplars: [] });
    count += 1;
  }
}

async function classification(vectors: readonly Float32Array[]): Promise<void> {
  const live = await catalogues.of(space);
  const [classify, search]: [number[], number[]] = [[], []];
  for (let n = 0; n < QUERIES; n++) {
    const at = (n * 7_919) % vectors.length;
    const asked = { space, itemId: `i${at}`, seesDrafts: true };
    classify.push(await milliseconds(() => classifier.classify(asked)));
    search.push(
      await milliseconds(() => store.search(space, [{ modality: 'image', vector: vectors[at]!, limit: 10 }])),
    );
  }
  report(
    'Classifying an item against a nearest-neighbor search',
    { value: median(classify) / median(search), of: 'times the search (top 10), medians' },
    {
      items: itemCount,
      classes: live.index.classes.length,
      'classify, ms': median(classify),
      'search, ms': median(search),
    },
  );
}

/** Adds a class of three exemplars; measures until it is found and until its items are tagged. */
async function newClass(
  subgroup: (typeof NEW)[number],
  sample: readonly SamplePicture[],
  vectors: readonly Float32Array[],
): Promise<void> {
  const words = SUBGROUP_CLASSES[subgroup]!;
  const own = sample.flatMap((picture, at) => (picture.subgroup === subgroup ? [at] : []));
  const started = performance.now();
  await writer.add(actor, { ...words, seen: false, exemplars: own.slice(0, 3).map((at) => `i${at}`) });
  const { decision } = await classifier.classify({ space, itemId: `i${own.at(-1)}`, seesDrafts: true });
  const live = await catalogues.of(space);
  const lens = makeLens(live, { classes: [words.name], text: words.name });
  const { hits } = await searcher.search({ space, text: words.name, lens, limit: 10 });
  const found = performance.now();
  await retagger.run('default', AbortSignal.timeout(600_000));
  const tagged = performance.now();
  const open = makeLens(live, { text: words.name });
  const named = await searcher.search({ space, text: words.name, lens: open, limit: 10 });
  const right = (found: typeof hits) =>
    found.filter(({ id }) => sample[Number(id.slice(1)) % sample.length]!.subgroup === subgroup).length;
  const [state] = await ledger.tags.retags('default');
  const { id } = live.find(words.name);
  const carries = (item: ItemVectors) => live.classOf(item)?.entry.id === id;
  const scanned = vectors.flatMap((image, at) =>
    at % SCAN_EVERY === 0 && carries({ image }) ? [`i${at}`] : [],
  );
  const tags = await taggedWith(id);
  report(
    `A new class: ${words.name}`,
    { value: (100 * state!.touched) / itemCount, of: 'percent of the items touched by its retag' },
    {
      'to the first classification and search, ms': found - started,
      'classified right': decision.ranked[0]?.entry.id === id ? 'yes' : 'no',
      'right among the first ten of the class': right(hits),
      'right among the first ten, class named only': right(named.hits),
      'retag, ms': tagged - found,
      'items that carry it, percent': (100 * tags.size) / itemCount,
      'missed of a full scan, percent':
        (100 * scanned.filter((item) => !tags.has(item)).length) / Math.max(1, scanned.length),
      'of items': scanned.length,
    },
  );
}

async function taggedWith(id: string): Promise<Set<string>> {
  const tagged = new Set<string>();
  for (let after = ''; ;) {
    const ids = await ledger.tags.itemsOf('default', 'default', [id], after, 5_000);
    for (const item of ids) tagged.add(item);
    if (ids.length < 5_000) return tagged;
    after = ids.at(-1)!;
  }
}

function isNew(subgroup: string): boolean {
  return (NEW as readonly string[]).includes(subgroup);
}

async function milliseconds(task: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await task();
  return performance.now() - started;
}

function median(list: readonly number[]): number {
  return percentile(list, 0.5);
}

function normalized(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
